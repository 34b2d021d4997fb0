using System.Collections.Immutable;
using IncidentBot.Incidents.Commands;
using Xunit;

namespace IncidentBot.Incidents.Tests.Commands;

public sealed class FormTests
{
    private const int NarrowestTitle = 24;
    private const int LongestLabel = 75;

    public static TheoryData<string> VerbsWithForms => [.. Forms().Select(form => form.Verb)];

    [Fact]
    public void Whatever_needs_more_than_a_line_has_a_form()
    {
        string[] needed = ["start", "update", "role", "note", "action", "resolve", "close", "section", "summary", "cause", "detect", "impact", "fix", "lesson", "prevent", "review", "comment", "draft"];

        Assert.Empty(needed.Except(Forms().Select(form => form.Verb)));
    }

    [Theory]
    [MemberData(nameof(VerbsWithForms))]
    public void A_form_fits_every_platform(string verb)
    {
        var form = Forms().Single(known => known.Verb == verb);

        Assert.InRange(form.Title.Length, 1, NarrowestTitle);
        Assert.InRange(form.Submit.Length, 1, NarrowestTitle);
        Assert.Equal(form.Fields.Length, form.Fields.Select(field => field.Name).Distinct().Count());
        Assert.All(form.Fields.OfType<ChoiceField>(), field => Assert.InRange(field.Choices.Length, 1, ChoiceField.MostChoices));
        Assert.All(form.Fields.OfType<ChoiceField>().SelectMany(field => field.Choices), choice => Assert.InRange(choice.Label.Length, 1, LongestLabel));
        Assert.All(form.Fields.OfType<ChoiceField>().Where(field => field.Initial is not null), field => Assert.Contains(field.Choices, choice => choice.Value == field.Initial));
    }

    [Theory]
    [InlineData("update", "text=Half of the pods are back;next=30m", "update Half of the pods are back --next 30m")]
    [InlineData("note", "text=Alert fired;action=On-call paged;at=14:10", "note Alert fired -> On-call paged --at 14:10")]
    [InlineData("role", "role=lead;person=@Grace", "role lead @Grace")]
    [InlineData("action", "text=Add an index;priority=P0;team=DB Team;due=2024-01-20", "action P0 Add an index owner:\"DB Team\" by 2024-01-20")]
    [InlineData("action", "text=Add an index;priority=P2;owner=@Grace", "action P2 Add an index owner:@Grace")]
    [InlineData("resolve", "text=Pool doubled", "resolve Pool doubled")]
    [InlineData("severity", "severity=P0;text=All regions", "severity P0 All regions")]
    [InlineData("detect", "method=users;text=Support tickets;after=5m", "detect users Support tickets after 5m")]
    [InlineData("impact", "kind=availability;text=Call API;normal=99.9%;during=95.2%", "impact availability \"Call API\" 99.9% 95.2%")]
    [InlineData("impact", "kind=degradation partial", "impact degradation partial")]
    [InlineData("fix", "list=longterm;text=Query timeout", "fix longterm Query timeout")]
    [InlineData("factor", "text=No timeout", "factor No timeout")]
    [InlineData("correct", "milestone=start;time=14:20", "correct start 14:20")]
    [InlineData("metric", "name=calls failed;number=1234", "metric \"calls failed\" 1234")]
    [InlineData("link", "url=https://example.com/d;label=Board", "link https://example.com/d Board")]
    [InlineData("review", "date=2024-01-22;reviewer=@Grace", "review 2024-01-22 @Grace")]
    [InlineData("comment", "text=Which index?", "comment Which index?")]
    [InlineData("comment", "about=Root Cause;text=Which index?", "comment \"Root Cause\" Which index?")]
    [InlineData("section", "heading=Timeline;text=By hand", "section \"Timeline\" By hand")]
    public void Filled_in_it_records_what_typing_records(string verb, string answers, string typed)
    {
        var (filled, spoken) = (Room.WithIncident(), Room.WithIncident());

        filled.Fill(verb, answers);
        spoken.Type(typed);

        Assert.Equal(spoken.Log.Select(happened => (happened.OccurredAt, happened.Detail.ToString())), filled.Log.Select(happened => (happened.OccurredAt, happened.Detail.ToString())));
    }

    [Fact]
    public void Nothing_in_a_field_becomes_an_option()
    {
        var room = Room.WithIncident();

        room.Fill("update", "text=We run it with --next 30m now");

        Assert.Equal("We run it with --next 30m now", room.Incident.Incident.LastUpdate);
        Assert.Null(room.Incident.Incident.NextUpdateDue);
    }

    [Fact]
    public void Declares_with_everything_that_was_filled_in()
    {
        var room = new Room();

        room.Fill("start", "text=Checkout is down;severity=P1;service=api, web;commander=@Grace;private=yes");

        var incident = room.Incident.Incident;
        Assert.Equal(("Checkout is down", Severity.P1, true), (incident.Title, incident.Severity, incident.IsPrivate));
        Assert.Equal(["api", "web"], incident.Services);
        Assert.Equal(Room.Grace.Id, incident.Holder(Role.Commander)?.PersonId);
    }

    [Theory]
    [InlineData("note", "text=Alert fired;at=99:10", "at")]
    [InlineData("start", "text=Down;commander=nobody in particular", "commander")]
    public void A_refusal_names_its_field(string verb, string answers, string field)
    {
        var room = verb == "start" ? new Room() : Room.WithIncident();

        var decision = room.Fill(verb, answers);

        Assert.Equal(field, decision.Rejection?.Field);
        Assert.Empty(decision.Events);
    }

    [Fact]
    public void An_empty_command_offers_its_form()
    {
        var decision = new Room().Type("start");

        Assert.Equal("start", decision.Form?.Verb);
        Assert.NotNull(decision.Rejection);
    }

    [Fact]
    public void A_whole_command_needs_no_form()
    {
        Assert.Null(Room.WithIncident().Type("resolve").Form);
    }

    private static IEnumerable<CommandForm> Forms()
    {
        var room = Room.WithIncident();
        var context = new CommandContext(room.Record, Room.Ada, new SenderClock(room.Now, room.Zone), Room.Place, ImmutableDictionary<string, Person>.Empty);
        return CommandTable.Standard.Commands.Select(command => command.FormFor(context)).OfType<CommandForm>();
    }
}
