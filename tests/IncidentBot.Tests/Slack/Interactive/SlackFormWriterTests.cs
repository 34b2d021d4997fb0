using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Slack;
using IncidentBot.Tests.Slack.Fake;
using Xunit;

namespace IncidentBot.Tests.Slack;

public sealed class SlackFormWriterTests
{
    private static readonly string[] Hostile = ["&<>", "", " ", "😀", "\uD83D", "\n", "\0", "`*_~`", "שלום", new string('x', 200), string.Concat(Enumerable.Repeat("😀", 4000))];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Slack_takes_every_form(int seed)
    {
        string Any(int place) => string.Concat(Hostile.Skip((seed + place) % Hostile.Length).Take(1 + (seed + place) % 4));
        var form = new CommandForm("note", Any(0), [
            new TextField("text", Any(1)) { IsRequired = true, Hint = Any(2), Initial = Any(3), MaxLength = seed % 2 == 0 ? 20 : 3000 },
            new ChoiceField("choice", Any(4), [.. Enumerable.Range(0, 100 + seed).Select(place => new Choice(place == 0 ? "" : $"{place}", Any(place)))]) { Initial = seed % 3 == 0 ? "" : "7" },
            new PersonField("person", Any(5)) { Initial = seed % 2 == 0 ? "slack:T01/U01" : "teams:x/y" },
            new DateField("date", Any(6)) { Initial = seed % 2 == 0 ? "2024-01-20" : "friday" },
            new TickField("tick", Any(7)) { Initial = seed % 2 == 0 ? TickField.Yes : null }])
        {
            Submit = Any(8),
            Introduction = BotText.Say($"{Any(9)}"),
        };

        var view = SlackFormWriter.Write(form, "id");

        Assert.Null(Record.Exception(() => ViewRules.Check(view, "modal")));
    }

    [Fact]
    public void What_stands_in_a_field_when_it_opens_is_of_the_fields_kind()
    {
        var view = SlackFormWriter.Write(
            new CommandForm("action", "Action", [
                new TextField("text", "What") { Initial = "Add an index" },
                new ChoiceField("priority", "Priority", Choice.Of("P0", "P1")) { Initial = "P1" },
                new PersonField("owner", "Owner") { Initial = "slack:T01/U07" },
                new DateField("due", "Due") { Initial = "2024-01-20" }]), "id");

        var elements = view["blocks"]!.AsArray().Select(block => block!["element"]!).ToList();
        Assert.Equal("Add an index", (string?)elements[0]["initial_value"]);
        Assert.Equal("P1", (string?)elements[1]["initial_option"]!["value"]);
        Assert.Equal("U07", (string?)elements[2]["initial_user"]);
        Assert.Equal("2024-01-20", (string?)elements[3]["initial_date"]);
    }

    [Fact]
    public async Task What_is_filled_in_comes_back_as_it_would_be_typed()
    {
        var reader = new SlackFormReader(new StubbedWebApi().Answer("users.info", """{"ok":true,"user":{"id":"U07","name":"grace","team_id":"T01"}}""").Names);
        var view = Json("""
            {"state":{"values":{
              "text":{"answer":{"type":"plain_text_input","value":" a < b & <@U01> "}},
              "nothing":{"answer":{"type":"plain_text_input","value":null}},
              "choice":{"answer":{"type":"static_select","selected_option":{"value":"P1"}}},
              "none":{"answer":{"type":"static_select","selected_option":{"value":"(nothing)"}}},
              "owner":{"answer":{"type":"users_select","selected_user":"U07"}},
              "due":{"answer":{"type":"datepicker","selected_date":"2024-01-20"}},
              "badday":{"answer":{"type":"datepicker","selected_date":"tomorrow"}},
              "tick":{"answer":{"type":"checkboxes","selected_options":[{"value":"yes"}]}},
              "untick":{"answer":{"type":"checkboxes","selected_options":[]}},
              "odd":7,"other":{"answer":{"type":"plain_text_input","value":["x"]}}}}}
            """);

        var read = await reader.ReadAsync("T01", view, TestContext.Current.CancellationToken);

        Assert.Equal(
            new SortedDictionary<string, string> { ["text"] = " a < b & <@U01> ", ["choice"] = "P1", ["owner"] = "<@slack:T01/U07>", ["due"] = "2024-01-20", ["tick"] = "yes" },
            new SortedDictionary<string, string>(read!.Value.Answers));
        Assert.Equal("grace", Assert.Single(read.Value.Mentions).Value.Name);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"state":{"values":[]}}""")]
    [InlineData("""{"state":7}""")]
    public async Task A_form_without_a_state_is_no_form(string view) =>
        Assert.Null(await new SlackFormReader(new StubbedWebApi().Names).ReadAsync("T01", Json(view), TestContext.Current.CancellationToken));

    [Fact]
    public async Task A_text_that_no_field_takes_is_refused()
    {
        var view = new JsonObject { ["state"] = new JsonObject { ["values"] = new JsonObject { ["text"] = new JsonObject { ["answer"] = new JsonObject { ["type"] = "plain_text_input", ["value"] = new string('x', 100_000) } } } } };

        Assert.Null(await new SlackFormReader(new StubbedWebApi().Names).ReadAsync("T01", Json(view.ToJsonString()), TestContext.Current.CancellationToken));
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
