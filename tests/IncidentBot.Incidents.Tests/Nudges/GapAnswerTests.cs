using System.Collections.Immutable;
using IncidentBot.Incidents.Commands;
using IncidentBot.Incidents.Nudges;
using Xunit;

namespace IncidentBot.Incidents.Tests.Nudges;

public sealed class GapAnswerTests
{
    private static readonly Person Hedy = new("test:hedy", "Hedy Lamarr");

    [Theory]
    [InlineData("severity P0|P1|P2|P3", "P1", "severity: severity=P1 text=")]
    [InlineData("severity P0|P1|P2|P3", "sev2, a third of the calls", "severity: severity=SEV2 text=a third of the calls")]
    [InlineData("severity P0|P1|P2|P3", "It was a p2 I think", "severity: severity=P2 text=It was a p2 I think")]
    [InlineData("impact degradation full|partial|degraded", "Partly, only the EU", "impact: kind=degradation partial")]
    [InlineData("impact degradation full|partial|degraded", "it was just slow", "impact: kind=degradation degraded")]
    [InlineData("detect alerting|users|dashboard|manual|other [text]", "alerting: the latency alert", "detect: method=alerting text=the latency alert")]
    [InlineData("detect alerting|users|dashboard|manual|other [text]", "Customers wrote to support", "detect: method=users text=Customers wrote to support")]
    [InlineData("impact users <text>", "about 1,200 --at noon", "impact: kind=users text=about 1,200 --at noon")]
    [InlineData("role commander @person", "me", "role: person=<@test:ada> role=commander")]
    [InlineData("role commander @person", "I think @Hedy Lamarr did", "role: person=<@test:hedy> role=commander")]
    [InlineData("role author @person", "hedy", "role: person=<@test:hedy> role=author")]
    [InlineData("fix immediate <text>", "- doubled the pool\n- restarted\n\n2. waited", "fix: list=immediate text=doubled the pool | fix: list=immediate text=restarted | fix: list=immediate text=waited")]
    [InlineData("factor <text>", "no timeout\nno alert", "factor: text=no timeout | factor: text=no alert")]
    [InlineData("note [TIME] <event>", "14:30 alert -> paged", "note: text=14:30 alert -> paged")]
    [InlineData("action [P0|P1|P2] <text>", "Add an index @Hedy Lamarr by friday", "action: text=Add an index <@test:hedy> by friday")]
    [InlineData("lesson well|wrong|learned <text>", "Went well: rehearsed\nalso quick\nwhat went wrong\n- no alert", "lesson: list=well text=rehearsed | lesson: list=well text=also quick | lesson: list=wrong text=no alert")]
    [InlineData("cause <text>", "A slow JOIN\nheld connections", "cause: text=A slow JOIN\nheld connections")]
    [InlineData("summary <text>", " It was down. ", "summary: text=It was down.")]
    [InlineData("something of a team", "words", "section: heading=Part text=words")]
    public void Reads_a_reply_as_what_the_form_would_say(string command, string reply, string forms) =>
        Assert.Equal(forms, string.Join(" | ", Read(command, reply).Value.Select(Shown)));

    [Theory]
    [InlineData("severity P0|P1|P2|P3", "no idea")]
    [InlineData("severity P0|P1|P2|P3", "P1, later P2")]
    [InlineData("impact degradation full|partial|degraded", "yes")]
    [InlineData("impact degradation full|partial|degraded", "full, then partial")]
    [InlineData("detect alerting|users|dashboard|manual|other [text]", "who knows")]
    [InlineData("role commander @person", "Bob from the other floor")]
    [InlineData("lesson well|wrong|learned <text>", "the alert was quick")]
    [InlineData("lesson well|wrong|learned <text>", "well:")]
    [InlineData("cause <text>", "   ")]
    public void Says_what_it_could_not_read_and_gives_an_example(string command, string reply)
    {
        var read = Read(command, reply);

        Assert.False(read.IsRead);
        Assert.Contains("For example: ", read.Problem, StringComparison.Ordinal);
    }

    private static Reading<ImmutableArray<FilledForm>> Read(string command, string reply) =>
        GapAnswer.Read(new Gap("Part", command), reply, Room.Ada, [Room.Ada, Hedy], Room.WithIncident().Incident);

    private static string Shown(FilledForm form) =>
        $"{form.Verb}: {string.Join(' ', form.Answers.OrderBy(answer => answer.Key, StringComparer.Ordinal).Select(answer => $"{answer.Key}={answer.Value}"))}";
}
