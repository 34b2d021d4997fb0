using System.Text.Json.Nodes;
using CsCheck;
using IncidentBot.Incidents;
using IncidentBot.Slack;
using IncidentBot.Tests.Slack.Fake;
using Xunit;

namespace IncidentBot.Tests.Slack;

public sealed class SlackBlockWriterTests
{
    private const long Cases = 60;
    private static readonly IncidentId Id = new("INC-2024-0115-1430");

    private static readonly string[] Hostile =
    [
        "&", "<", ">", "<!channel>", "<@U01>", "&amp;", ";", "*", "_", "`", "```", "\n", "\n\n", " ", "", "\u200B", "\uD83D", "\uDE00", "😀", "👩‍👩‍👧", "\0", "word", "שלום", "|", "\\", "\"",
        new string('&', 700), new string('<', 3100), new string('x', 3001), string.Concat(Enumerable.Repeat("😀", 1600)), string.Concat(Enumerable.Repeat("line\n", 900)),
    ];

    private static readonly Gen<string> Words = Gen.Int[0, Hostile.Length - 1].List[0, 8].Select(parts => string.Concat(parts.Select(part => Hostile[part])));

    private static readonly Gen<Offered> Offer = Gen.Select(Words, Words, Gen.Bool, (label, command, opensForm) => new Offered(label, "note " + command, Id) { OpensForm = opensForm });

    private static readonly Gen<TextPart> Part = Gen.OneOf(
        Words.Select(text => (TextPart)new Quoted(text)),
        Words.Select(text => (TextPart)new Wording(text)),
        Gen.Const((TextPart)new Wording("\n")),
        Words.Select(label => (TextPart)new Linked("https://bot.example/" + new string('a', 50), label)),
        Offer.Select(offer => (TextPart)offer),
        Gen.Select(Words, Offer.Array[0, 120], (label, offers) => (TextPart)new OfferedChoice(label, [.. offers])));

    [Fact]
    public void Slack_takes_whatever_is_said() => Part.Array[0, 60].Sample(
        parts =>
        {
            var blocks = SlackBlockWriter.Write(SlackPressables.Of(new BotText([.. parts])));

            Assert.Equal("", Amiss(blocks));
            Assert.True(blocks.Where(block => Type(block) == "section").Sum(block => Text(block).Length) < 11_000);
            Assert.All(blocks.Where(block => Type(block) == "section"), block => Assert.DoesNotMatch("<!(channel|here)|<@U01", Text(block)));
            Assert.All(blocks.Where(block => Type(block) == "section"), block => Assert.DoesNotMatch("&(?!amp;|lt;|gt;)", Text(block)));
        },
        iter: Cases,
        threads: 1);

    [Fact]
    public void A_message_with_nothing_to_press_stays_a_text()
    {
        var content = SlackContent.Of(BotText.Say($"*Resolved.* {"a < b"}"));

        Assert.Null(content.Blocks);
        Assert.Equal("*Resolved.* a &lt; b", content.Text);
    }

    [Fact]
    public void A_button_behind_words_stands_beside_them_and_others_stand_in_a_row()
    {
        var content = SlackContent.Of(BotText.Say($"First\nCause: `cause` {Offered.Form("Fill in", "cause", Id)}\nLast\n{new Offered("List", "list")}{new Offered("Todo", "todo")}"));

        Assert.Equal(["section", "section", "section", "actions"], content.Blocks!.Select(Type));
        Assert.Equal(["First", "Cause: `cause`", "Last"], content.Blocks!.Take(3).Select(Text));
        Assert.Equal("Fill in", (string?)content.Blocks![1]!["accessory"]!["text"]!["text"]);
        Assert.Equal(["List", "Todo"], content.Blocks![3]!["elements"]!.AsArray().Select(element => (string?)element!["text"]!["text"]));
        Assert.Equal("First\nCause: `cause` \nLast", content.Text);
    }

    [Fact]
    public void What_is_pressed_can_be_read_again()
    {
        var offer = Offered.Form("Fill \"in\"", "section \"Ursache & Wirkung\"", Id);

        Assert.Equal(SlackPress.Of(offer), SlackPress.Read(SlackPress.Of(offer).ToJson()));
        Assert.Equal(new SlackPress("list", null, false), SlackPress.Read("""{"c":"list"}"""));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("claim commander")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"c":""}""")]
    [InlineData("""{"c":7}""")]
    [InlineData("""{"c":"list","i":"INC-1"}""")]
    public void What_others_wrote_into_a_button_is_not_read(string? value) => Assert.Null(SlackPress.Read(value));

    [Fact]
    public void A_command_that_is_too_long_for_a_button_stands_there_to_be_typed()
    {
        var content = SlackContent.Of(BotText.Say($"Again?\n{new Offered("Search", "search " + new string('x', 2000))}{new Offered("List", "list")}"));

        Assert.Contains("Search: `search xxx", content.Text, StringComparison.Ordinal);
        Assert.Single(PlacedElement.In(content.Blocks), element => element.Type == "button");
    }

    [Fact]
    public void Words_give_way_to_buttons_and_the_link_leads_to_the_rest()
    {
        var lines = BotText.Lines(Enumerable.Range(1, 90).Select(place => BotText.Say($"Item {place} {new Offered("Done", $"action done AI-{place}", Id)}")));
        var text = lines.Then($"\n{new Linked("https://bot.example/incidents", "postmortem")}\n{new Offered("List", "list")}");

        var blocks = SlackContent.Of(text).Blocks!;

        Assert.Equal(50, blocks.Count);
        Assert.Equal("There is more than fits into a message: <https://bot.example/incidents|postmortem>", Text(blocks[48]));
        Assert.Equal("actions", Type(blocks[49]));
    }

    [Fact]
    public void A_message_of_buttons_alone_still_says_something_to_a_screen_reader() =>
        Assert.Equal("List · Todo", SlackContent.Of(BotText.Say($"{new Offered("List", "list")}{new Offered("Todo", "todo")}")).Text);

    private static string Amiss(JsonArray blocks)
    {
        try
        {
            BlockRules.CheckMessage(blocks);
            return "";
        }
        catch (SlackError refused)
        {
            return string.Join("; ", refused.Messages);
        }
    }

    private static string? Type(JsonNode? block) => (string?)block!["type"];

    private static string Text(JsonNode? block) => (string)block!["text"]!["text"]!;
}
