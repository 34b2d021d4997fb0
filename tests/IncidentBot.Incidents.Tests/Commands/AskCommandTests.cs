using IncidentBot.Incidents.Nudges;
using Xunit;

namespace IncidentBot.Incidents.Tests.Commands;

public sealed class AskCommandTests
{
    private static readonly Gap Users = new("Users Affected", "impact users <text>");
    private static readonly Gap Cause = new("Primary Cause", "cause <text>");

    [Fact]
    public void Begins_with_the_easiest_at_once_and_tells_only_who_asked()
    {
        var room = Asking();

        var decision = room.Type("postmortem ask");

        Assert.Equal(("Users Affected", true), (room.Incident.Questions.Open?.Part, room.Incident.Questions.Open?.IsRequested));
        Assert.Contains("2 parts are missing", decision.ToSender?.ToPlainText(), StringComparison.Ordinal);
        Assert.Null(decision.ToChannel);
    }

    [Fact]
    public void Says_so_where_nothing_is_missing()
    {
        var room = Room.WithIncident();

        Assert.Equal("Nothing is missing from the postmortem of INC-2024-0115-1430.", room.Answer("postmortem ask"));
    }

    [Fact]
    public void Does_not_ask_a_second_question_beside_the_open_one()
    {
        var room = Asking();
        room.Type("postmortem ask");

        Assert.Contains("One question is open", room.Answer("pm ask"), StringComparison.Ordinal);
        Assert.Single(room.Incident.Questions.Asked);
    }

    [Theory]
    [InlineData("skip", QuestionOutcome.Skipped)]
    [InlineData("else", QuestionOutcome.PassedOn)]
    [InlineData("later", QuestionOutcome.PutOff)]
    [InlineData("stop", QuestionOutcome.PutOff)]
    public void Settles_the_open_question(string word, QuestionOutcome outcome)
    {
        var room = Asking();
        room.Type("postmortem ask");

        room.Type($"postmortem ask {word} {room.Incident.Questions.Open!.Id}");

        Assert.Equal((outcome, "Ada"), (room.Incident.Questions.Last!.Outcome, room.Incident.Questions.Last.SettledBy));
    }

    [Theory]
    [InlineData("skip")]
    [InlineData("else")]
    [InlineData("later")]
    public void A_button_of_an_old_question_does_not_settle_the_new_one(string word)
    {
        var room = Asking();
        room.Type("postmortem ask");
        var old = room.Incident.Questions.Open!.Id;
        room.Type("postmortem ask skip");
        room.Type("postmortem ask");

        Assert.Contains("settled already", room.Refusal($"postmortem ask {word} {old}"), StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_back_what_an_answer_added_and_nothing_else()
    {
        var room = Asking();
        room.Type("factor kept");
        room.Type("factor one");
        var one = room.Incident.Version;
        room.Type("factor two");
        var two = room.Incident.Version;

        room.Type($"postmortem ask undo {one} {two}");

        Assert.Equal(["kept"], room.Incident.Of(Topic.ContributingFactor).Select(factor => factor.Text));
        Assert.Contains("Nothing of that stands", room.Refusal($"postmortem ask undo {one}"), StringComparison.Ordinal);
    }

    [Fact]
    public void Asks_nothing_for_a_closed_incident_or_a_signed_document()
    {
        var signed = Asking();
        foreach (var role in new[] { "commander", "lead", "author" })
            signed.Type($"claim {role}");
        signed.Type("postmortem review friday");
        signed.Type("postmortem signoff");
        var closed = Asking();
        closed.Type("resolve");
        closed.Type("close --anyway enough");

        Assert.Contains("signed off", signed.Refusal("postmortem ask"), StringComparison.Ordinal);
        Assert.Contains("is closed", closed.Refusal("postmortem ask"), StringComparison.Ordinal);
    }

    private static Room Asking()
    {
        var room = Room.WithIncident();
        room.Gaps = [Users, Cause];
        return room;
    }
}
