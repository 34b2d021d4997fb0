using IncidentBot.Incidents.Commands;
using Xunit;

namespace IncidentBot.Incidents.Tests.Commands;

public sealed class NewActionItemTests
{
    private static readonly DueDays Fortnight = new(15, 30, 30, 30);

    [Theory]
    [InlineData("action Write the runbook by 2024-01-14", "2024-01-14 is past already")]
    [InlineData("action P2 write the  RUNBOOK!", "AI-001 says the same")]
    [InlineData("action Write the `runbook` @Grace by friday", "AI-001 says the same")]
    [InlineData("action from prevent 1", "AI-001 says the same")]
    [InlineData("action due AI-001 2024-01-14", "2024-01-14 is past already")]
    public void Asks_before_it_stores_what_is_doubtful(string typed, string doubt)
    {
        var room = Room.WithIncident();
        room.Type("prevent process Write the runbook.");
        room.Type("action Write the runbook");

        var decision = room.Type(typed);

        Assert.Contains(doubt, decision.Rejection!.Text.ToPlainText(), StringComparison.Ordinal);
        Assert.Empty(decision.Events);
        Assert.Equal($"{typed} --anyway".Replace("@Grace", "<@test:grace>", StringComparison.Ordinal), Assert.Single(decision.Rejection.Text.Parts.OfType<Offered>(), offer => offer.Command.Contains("--anyway", StringComparison.Ordinal)).Command);
        Assert.Null(room.Type($"{typed} --anyway").Rejection);
    }

    [Theory]
    [InlineData("action Write the runbook by 2024-01-15")]
    [InlineData("action Write the other runbook")]
    [InlineData("action 🔥🔥")]
    [InlineData("action Alert when pool > 50")]
    [InlineData("action कि")]
    public void Does_not_ask_about_what_is_clear(string typed)
    {
        var room = Room.WithIncident();
        room.Type("action Write the runbook by 2024-01-20");
        room.Type("action done AI-001");
        room.Type("action 🔥");
        room.Type("action Alert when pool < 50");
        room.Type("action का");

        Assert.Single(room.Type(typed).Events);
    }

    [Theory]
    [InlineData("2024-01-04", false)]
    [InlineData("2024-01-02", true)]
    public void Of_an_incident_that_is_told_afterwards_the_dates_are_past_and_meant_so(string due, bool isAsked)
    {
        var room = Room.WithIncident("start P1 Down --at 2024-01-03 09:00Z");

        var decision = room.Type($"action Write the runbook by {due}");

        Assert.Equal(isAsked, decision.Rejection is not null);
    }

    [Fact]
    public void A_filled_form_is_asked_about_by_its_field_and_ticked_in_the_same_form()
    {
        var room = Room.WithIncident();

        var asked = room.Fill("action", "text=Write the runbook;priority=P1;owner=@Grace;due=2024-01-10");
        room.Fill("action", "text=Write the runbook;priority=P1;owner=@Grace;due=2024-01-10;anyway=yes");

        Assert.Equal("due", asked.Rejection!.Field);
        Assert.Equal("action P1 Write the runbook owner:<@test:grace> by 2024-01-10 --anyway", Assert.Single(asked.Rejection.Text.Parts.OfType<Offered>()).Command);
        Assert.Equal(Room.Grace.Id, Assert.Single(room.Incident.ActionItems).Owner?.PersonId);
    }

    [Theory]
    [InlineData("start P0 Down", "action Look", "2024-01-30")]
    [InlineData("start P1 Down", "action Look", "2024-02-14")]
    [InlineData("start Down", "action Look", "2024-02-14")]
    [InlineData("start P0 Down", "action Look by none", null)]
    [InlineData("start P0 Down", "action Look by none @Grace", null)]
    [InlineData("start P0 Down", "action Look by friday", "2024-01-19")]
    public void Is_due_by_the_severity_of_its_incident_where_nobody_says_when(string start, string typed, string? due)
    {
        var room = Room.WithIncident(start);
        room.DueDays = Fortnight;

        var said = room.Answer(typed);

        var item = Assert.Single(room.Incident.ActionItems);
        Assert.Equal(("Look", due), (item.Text, item.DueOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(typed == "action Look", said.Contains($"· due {due} (by default)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Tell @channel about it", "Tell channel about it")]
    [InlineData("Tell <!here> about it", "Tell here about it")]
    [InlineData("Write it down @channel", "Write it down channel")]
    [InlineData("Ask @channel-ops or ops@channel.com why", "Ask @channel-ops or ops@channel.com why")]
    [InlineData("Ask @Grace first", "Ask @Grace Hopper first")]
    [InlineData("Ask <@U0GONE> first", "Ask @U0GONE first")]
    [InlineData("Ring\u0007 the\u001b bell", "Ring  the  bell")]
    public void Its_text_is_readable_and_calls_nobody(string typed, string text)
    {
        var room = Room.WithIncident();

        room.Type($"action {typed}");

        Assert.Equal(text, Assert.Single(room.Incident.ActionItems).Text);
    }

    [Theory]
    [InlineData("words ", 120, 498)]
    [InlineData("x", 900, 500)]
    [InlineData("🔥", 300, 499)]
    public void A_long_text_is_shortened_at_a_word(string piece, int times, int length)
    {
        var room = Room.WithIncident();

        room.Type($"action {string.Concat(Enumerable.Repeat(piece, times))}");

        var text = Assert.Single(room.Incident.ActionItems).Text;
        Assert.EndsWith($"{piece.Trim()}…", text, StringComparison.Ordinal);
        Assert.Equal(length, text.Length);
    }

    [Fact]
    public void A_letter_under_a_thousand_accents_is_shortened_too()
    {
        var room = Room.WithIncident();

        room.Type($"action a{new string('\u0301', 1000)}");

        Assert.InRange(Assert.Single(room.Incident.ActionItems).Text.Length, 1, 500);
    }

    [Fact]
    public void A_statement_of_the_document_becomes_an_item_by_the_button_beside_it()
    {
        var room = Room.WithIncident();
        room.Type("fix immediate Doubled the pool");
        var said = room.Type("fix longterm Set a query timeout").ToChannel!(room.Incident);
        var offer = Assert.Single(said.Parts.OfType<Offered>());

        room.Type($"{offer.Command} P0 @Grace by friday");

        var item = Assert.Single(room.Incident.ActionItems);
        Assert.Equal(("action from fix 2", "Make it an action item"), (offer.Command, offer.Label));
        Assert.Equal(("Set a query timeout", Priority.P0, "Grace Hopper", new DateOnly(2024, 1, 19)), (item.Text, item.Priority, item.Owner?.Name, item.DueOn));
    }

    [Theory]
    [InlineData("fix immediate Doubled the pool", null)]
    [InlineData("prevent monitoring Alert on it", "action from prevent 1")]
    [InlineData("lesson well We were quick", null)]
    [InlineData("lesson learned Measure first", "action from lesson 1")]
    public void What_says_what_to_do_is_offered_as_work(string typed, string? command)
    {
        var room = Room.WithIncident();

        var said = room.Type(typed).ToChannel!(room.Incident);

        Assert.Equal(command, said.Parts.OfType<Offered>().SingleOrDefault()?.Command);
    }

    [Fact]
    public void Behind_the_number_of_a_statement_no_other_words_can_stand()
    {
        var room = Room.WithIncident();
        room.Type("prevent process Write it down");

        Assert.Contains("“and soon”", room.Refusal("action from prevent 1 and soon"), StringComparison.Ordinal);
        Assert.Single(room.Type("action from scratch write it down").Events);
    }

    [Theory]
    [InlineData("action assign AI-001", "person=@Grace", "action assign AI-001 @Grace")]
    [InlineData("action assign AI-001", "team=DB Team", "action assign AI-001 \"DB Team\"")]
    [InlineData("action assign AI-001", "team=nobody", "action assign AI-001 nobody")]
    [InlineData("action snooze AI-001", "date=2024-01-20", "action snooze AI-001 2024-01-20")]
    [InlineData("action due AI-001", "date=2024-01-20", "action due AI-001 2024-01-20")]
    [InlineData("action due AI-001", "date=", "action due AI-001 none")]
    [InlineData("action drop AI-001", "text=Nobody needs it", "action drop AI-001 Nobody needs it")]
    [InlineData("action edit AI-001", "text=Write both", "action edit AI-001 Write both")]
    [InlineData("action ticket AI-001", "text=https://example.com/1", "action ticket AI-001 https://example.com/1")]
    public void A_form_knows_its_item(string verb, string answers, string typed)
    {
        var (filled, spoken) = (Room.WithIncident(), Room.WithIncident());
        foreach (var room in new[] { filled, spoken })
            room.Type("action Write the runbook @Ada");

        var form = filled.Open(verb).Form;
        filled.Fill(verb, answers);
        spoken.Type(typed);

        Assert.Equal(verb, form?.Verb);
        Assert.InRange(form!.Title.Length, 1, 24);
        Assert.Equal(answers.Split('=')[0], Assert.Single(form.Fields, field => field.Name == answers.Split('=')[0]).Name);
        Assert.Equal(spoken.Log.Select(happened => happened.Detail.ToString()), filled.Log.Select(happened => happened.Detail.ToString()));
    }

    [Fact]
    public void A_form_shows_what_is_known()
    {
        var room = Room.WithIncident("start P0 Down");
        room.DueDays = Fortnight;
        room.Type("action Write the runbook");

        Assert.Equal("2024-01-30", room.Open("action").Form!.Find("due")!.Initial);
        Assert.Equal("Write the runbook", room.Open("action edit AI-001").Form!.Find("text")!.Initial);
        Assert.Contains("There is no AI-007", room.Open("action assign AI-007").Rejection!.Text.ToPlainText(), StringComparison.Ordinal);
        Assert.Contains("has no form", room.Open("action done AI-001").Rejection!.Text.ToPlainText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_of_a_form_about_an_item_names_its_field()
    {
        var room = Room.WithIncident();
        room.Type("action Write the runbook");

        Assert.Equal("person", room.Fill("action assign AI-001", "person=").Rejection?.Field);
        Assert.Equal("date", room.Fill("action snooze AI-001", "date=2024-01-15").Rejection?.Field);
    }
}
