using System.Text.Json.Nodes;
using IncidentBot.Incidents;
using IncidentBot.Teams;
using IncidentBot.Tests.Teams.Fake;
using Xunit;

namespace IncidentBot.Tests.Teams;

public sealed class TeamsCardTests
{
    private static readonly IncidentId Id = new("INC-2024-0115-1430");
    private static readonly Dictionary<string, TeamsPerson> Nobody = [];

    [Fact]
    public void Shows_words_as_lines_and_offers_as_a_row()
    {
        var card = Card(BotText.Say($"*{"Checkout is down"}*\nNobody is in command.\n{new Offered("Take command", "claim commander", Id) with { Style = OfferStyle.Primary }}{Offered.Form("Resolve", "resolve", Id)}"));

        const string golden = """
            {
              "type": "AdaptiveCard",
              "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
              "version": "1.5",
              "msteams": { "width": "Full" },
              "body": [
                { "type": "TextBlock", "text": "**Checkout is down**", "wrap": true },
                { "type": "TextBlock", "text": "Nobody is in command.", "wrap": true, "spacing": "Small" },
                {
                  "type": "ActionSet",
                  "actions": [
                    {
                      "type": "Action.Execute", "title": "Take command", "verb": "press",
                      "data": { "c": "claim commander", "i": "INC-2024-0115-1430" },
                      "fallback": { "type": "Action.Submit", "title": "Take command", "data": { "c": "claim commander", "i": "INC-2024-0115-1430" } },
                      "style": "positive"
                    },
                    {
                      "type": "Action.Submit", "title": "Resolve",
                      "data": { "c": "resolve", "i": "INC-2024-0115-1430", "f": true, "msteams": { "type": "task/fetch" } }
                    }
                  ]
                }
              ]
            }
            """;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(golden), card), card.ToJsonString());
    }

    [Fact]
    public void A_button_behind_words_stands_beside_them()
    {
        var card = Card(BotText.Say($"AI-001 {"Fix it"} {new Offered("Done", "action done AI-001", Id)}\nAI-002"));

        var beside = card["body"]![0]!;
        Assert.Equal("ColumnSet", (string?)beside["type"]);
        Assert.Equal("AI-001 Fix it", (string?)beside["columns"]![0]!["items"]![0]!["text"]);
        Assert.Equal("Done", (string?)beside["columns"]![1]!["items"]![0]!["actions"]![0]!["title"]);
        Assert.Equal("AI-002", (string?)card["body"]![1]!["text"]);
    }

    [Fact]
    public void A_choice_of_few_is_a_card_of_buttons_and_of_many_a_list()
    {
        var few = new OfferedChoice("Severity", [.. Enumerable.Range(1, 4).Select(number => new Offered($"SEV{number}", $"severity {number}", Id))]);
        var many = new OfferedChoice("Which", [.. Enumerable.Range(1, 40).Select(number => new Offered($"AI-{number}", $"action show {number}", Id))]);

        var card = Card(BotText.Say($"{few}{many}"));

        var menus = card["body"]![0]!["actions"]!.AsArray();
        Assert.All(menus, menu => Assert.Equal("Action.ShowCard", (string?)menu!["type"]));
        Assert.Equal(4, menus[0]!["card"]!["body"]![0]!["actions"]!.AsArray().Count);
        var list = menus[1]!["card"]!["body"]![0]!;
        Assert.Equal("Input.ChoiceSet", (string?)list["type"]);
        var chosen = TeamsPress.Read(System.Text.Json.JsonSerializer.SerializeToElement(new JsonObject { ["choice"] = (string?)list["choices"]![2]!["value"] }));
        Assert.Equal(new TeamsPress("action show 3", Id, OpensForm: false), chosen);
    }

    [Fact]
    public void More_than_six_buttons_stand_in_several_rows()
    {
        var offers = Enumerable.Range(1, 15).Aggregate(BotText.Say($"Choose\n"), (text, number) => text.Then($"{new Offered($"B{number}", "list")}"));

        var rows = Card(offers)["body"]!.AsArray().Skip(1).ToList();

        Assert.Equal([6, 6, 3], rows.Select(row => row!["actions"]!.AsArray().Count));
    }

    [Fact]
    public void Words_that_do_not_fit_give_way_to_buttons_and_a_link()
    {
        var text = BotText.Say($"{new Linked("https://bot.example.com/incidents/x", "The postmortem")}\n");
        text = Enumerable.Range(0, 300).Aggregate(text, (said, number) => said.Then($"{number} {new string('ü', 300)}\n")).Then($"{new Offered("Done", "list")}");

        var card = Card(text);

        var words = FakeCardRules.WordsIn(card).ToList();
        Assert.Equal("There is more than fits into a card: [The postmortem](https://bot.example.com/incidents/x)", words[^1]);
        Assert.Equal("ActionSet", (string?)card["body"]!.AsArray()[^1]!["type"]);
    }

    [Theory]
    [InlineData("**[x](javascript:1)** <at>Ada</at>\n\"\\\u0001")]
    [InlineData("🙂")]
    [InlineData("")]
    public void Hostile_words_and_labels_make_a_card_that_is_taken(string piece)
    {
        var hostile = string.Concat(Enumerable.Repeat(piece, 30_000));
        var text = BotText.Say($"{hostile}\n{hostile} {new Offered(hostile, "list")}\n{new OfferedChoice(hostile, [new Offered(hostile, "x")])}");

        var activity = TeamsContent.Activity(text, Nobody);

        Assert.Null(FakeActivityRules.Problem(activity));
        Assert.False(activity.ContainsKey("text"));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"c":""}""")]
    [InlineData("""{"c":5}""")]
    [InlineData("""{"c":"list","i":"INC-1"}""")]
    [InlineData("""{"c":"list","i":7}""")]
    [InlineData("""{"choice":"not json"}""")]
    [InlineData("""{"choice":"{\"choice\":\"{}\"}"}""")]
    [InlineData("""["c"]""")]
    public void What_no_button_of_ours_says_is_nothing(string data) => Assert.Null(TeamsPress.Read(System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(data)));

    private static JsonObject Card(BotText text)
    {
        var card = TeamsCard.Write(text, Nobody);
        Assert.Null(FakeCardRules.Problem(card));
        return card;
    }
}
