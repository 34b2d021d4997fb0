using System.Text.Json.Nodes;
using Xunit;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>Block Kit's limits, each at its edge and one beyond.</summary>
public sealed class BlockRulesTests
{
    [Theory]
    [InlineData("section", 3000)]
    [InlineData("field", 2000)]
    [InlineData("header", 150)]
    [InlineData("button text", 75)]
    [InlineData("button value", 2000)]
    [InlineData("action_id", 255)]
    [InlineData("option text", 75)]
    [InlineData("option value", 150)]
    [InlineData("placeholder", 150)]
    [InlineData("confirm title", 100)]
    [InlineData("confirm text", 300)]
    [InlineData("confirm button", 30)]
    [InlineData("markdown", 12_000)]
    [InlineData("alt text", 2000)]
    public void Takes_so_many_characters_and_not_one_more(string what, int most)
    {
        Assert.Null(Refusal(BlockWith(what, new string('x', most))));
        Assert.Contains("must be less than", Refusal(BlockWith(what, new string('x', most + 1))), StringComparison.Ordinal);
        Assert.Contains("must be more than 0", Refusal(BlockWith(what, "")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"context","elements":[ITEMS]}""", """{"type":"mrkdwn","text":"x"}""", 10)]
    [InlineData("""{"type":"section","fields":[ITEMS]}""", """{"type":"mrkdwn","text":"x"}""", 10)]
    [InlineData("""{"type":"actions","elements":[ITEMS]}""", """{"type":"button","text":{"type":"plain_text","text":"x"}}""", 25)]
    [InlineData("""{"type":"actions","elements":[{"type":"static_select","options":[ITEMS]}]}""", """{"text":{"type":"plain_text","text":"x"},"value":"v"}""", 100)]
    [InlineData("""{"type":"actions","elements":[{"type":"overflow","options":[ITEMS]}]}""", """{"text":{"type":"plain_text","text":"x"},"value":"v"}""", 5)]
    [InlineData("""{"type":"actions","elements":[{"type":"checkboxes","options":[ITEMS]}]}""", """{"text":{"type":"plain_text","text":"x"},"value":"v"}""", 10)]
    public void Takes_so_many_items_and_not_one_more(string block, string item, int most)
    {
        Assert.Null(Refusal(Repeated(most)));
        Assert.Contains("no more than", Refusal(Repeated(most + 1)), StringComparison.Ordinal);
        Assert.Contains("no less than 1", Refusal(Repeated(0)), StringComparison.Ordinal);

        string Repeated(int count) => block.Replace("ITEMS", string.Join(',', Enumerable.Repeat(item, count)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"section","text":{"type":"mrkdwn","text":"x","emoji":true}}""", "invalid additional property: emoji")]
    [InlineData("""{"type":"section","text":{"type":"mrkdwn","text":"x"},"colour":"red"}""", "invalid additional property: colour")]
    [InlineData("""{"type":"section","accessory":{"type":"button","text":{"type":"plain_text","text":"x"}}}""", "missing required field: text")]
    [InlineData("""{"type":"actions","elements":[{"type":"button","text":{"type":"mrkdwn","text":"x"}}]}""", "must be plain_text")]
    [InlineData("""{"type":"actions","elements":[{"type":"button","style":"blue","text":{"type":"plain_text","text":"x"}}]}""", "must be one of: primary, danger")]
    [InlineData("""{"type":"actions","elements":[{"type":"plain_text_input"}]}""", "unsupported type: plain_text_input")]
    [InlineData("""{"type":"alert","text":{"type":"plain_text","text":"x"}}""", "unsupported type: alert")]
    [InlineData("""{"type":"actions","elements":[{"type":"button","action_id":"a","text":{"type":"plain_text","text":"x"}},{"type":"button","action_id":"a","text":{"type":"plain_text","text":"y"}}]}""", "already exists in this block")]
    [InlineData("""{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":""}]}]}""", "must be more than 0")]
    [InlineData("""{"type":"section","text":{"type":"mrkdwn","text":"x"},"accessory":{"type":"button","url":"no address","text":{"type":"plain_text","text":"x"}}}""", "invalid url")]
    [InlineData("""{"type":"actions","elements":[{"type":"datepicker","initial_date":"01.02.2024"}]}""", "must be a date")]
    public void Says_what_is_not_right(string block, string why) => Assert.Contains(why, Refusal(block), StringComparison.Ordinal);

    private static string? Refusal(string block)
    {
        try
        {
            BlockRules.CheckMessage(new JsonArray(JsonNode.Parse(block)));
            return null;
        }
        catch (SlackError refused)
        {
            return refused.Messages.Single();
        }
    }

    private static string BlockWith(string what, string text)
    {
        const string option = """{"text":{"type":"plain_text","text":"x"},"value":"v"}""";
        const string confirm = """{"title":{"type":"plain_text","text":"t"},"text":{"type":"plain_text","text":"w"},"confirm":{"type":"plain_text","text":"y"},"deny":{"type":"plain_text","text":"n"}}""";
        return what switch
        {
            "section" => $$$"""{"type":"section","text":{"type":"mrkdwn","text":"{{{text}}}"}}""",
            "field" => $$$"""{"type":"section","fields":[{"type":"mrkdwn","text":"{{{text}}}"}]}""",
            "header" => $$$"""{"type":"header","text":{"type":"plain_text","text":"{{{text}}}"}}""",
            "button text" => Button($$$""" "text":{"type":"plain_text","text":"{{{text}}}"} """),
            "button value" => Button($$$""" "value":"{{{text}}}","text":{"type":"plain_text","text":"x"} """),
            "action_id" => Button($$$""" "action_id":"{{{text}}}","text":{"type":"plain_text","text":"x"} """),
            "option text" => Select($$$""" "options":[{{{option.Replace("\"x\"", $"\"{text}\"", StringComparison.Ordinal)}}}] """),
            "option value" => Select($$$""" "options":[{{{option.Replace("\"v\"", $"\"{text}\"", StringComparison.Ordinal)}}}] """),
            "placeholder" => Select($$$""" "placeholder":{"type":"plain_text","text":"{{{text}}}"},"options":[{{{option}}}] """),
            "confirm title" => Confirm(confirm.Replace("\"t\"", $"\"{text}\"", StringComparison.Ordinal)),
            "confirm text" => Confirm(confirm.Replace("\"w\"", $"\"{text}\"", StringComparison.Ordinal)),
            "confirm button" => Confirm(confirm.Replace("\"y\"", $"\"{text}\"", StringComparison.Ordinal)),
            "markdown" => $$$"""{"type":"markdown","text":"{{{text}}}"}""",
            _ => $$$"""{"type":"image","image_url":"https://example.com/a.png","alt_text":"{{{text}}}"}""",
        };

        static string Button(string members) => $$$"""{"type":"actions","elements":[{"type":"button",{{{members}}}}]}""";
        static string Select(string members) => $$$"""{"type":"actions","elements":[{"type":"static_select",{{{members}}}}]}""";
        static string Confirm(string confirmation) => Button($$$""" "text":{"type":"plain_text","text":"x"},"confirm":{{{confirmation}}} """);
    }
}
