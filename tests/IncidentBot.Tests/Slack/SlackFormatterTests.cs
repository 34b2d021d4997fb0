using IncidentBot.Incidents;
using IncidentBot.Slack;
using Xunit;

namespace IncidentBot.Tests.Slack;

public sealed class SlackFormatterTests
{
    private const string Nothing = "\u200B";

    [Fact]
    public void Shows_our_own_markup_and_the_brackets_of_a_commands_form() =>
        Assert.Equal("*Resolved.* Try `start P1 &lt;title&gt;`", SlackFormatter.Write(BotText.Say($"*Resolved.* Try `start P1 <title>`")));

    [Theory]
    [InlineData("<!channel> down", "&lt;!channel&gt; down")]
    [InlineData("<@U01>", "&lt;@U01&gt;")]
    [InlineData("<https://evil.example|https://good.example>", "&lt;https://evil.example|https://good.example&gt;")]
    [InlineData("a && b", "a &amp;&amp; b")]
    [InlineData("already &amp;", "already &amp;amp;")]
    [InlineData("snake_case_name 2*3*4", "snake_case_name 2*3*4")]
    public void Escapes_what_people_typed_once(string typed, string written)
    {
        var text = SlackFormatter.Write(BotText.Say($"{typed}"));

        Assert.Equal(written, text);
    }

    [Theory]
    [InlineData("*loud*", $"*{Nothing}loud*{Nothing}")]
    [InlineData("_soft_", $"_{Nothing}soft_{Nothing}")]
    [InlineData("~gone~", $"~{Nothing}gone~{Nothing}")]
    [InlineData("`code`", $"`{Nothing}code`{Nothing}")]
    [InlineData("> quote", $"{Nothing}&gt; quote")]
    public void Sets_no_markup_for_people(string typed, string written)
    {
        var text = SlackFormatter.Write(BotText.Say($"{typed}"));

        Assert.Equal(written, text);
    }

    [Fact]
    public void Leaves_what_can_be_copied_from_code_as_it_is()
    {
        var text = SlackFormatter.Write(BotText.Say($"Type `{"note *now* -> a"}` and {"*go*"}"));

        Assert.Equal($"Type `note *now* -&gt; a` and *{Nothing}go*{Nothing}", text);
    }

    [Fact]
    public void Mentions_only_people_of_slack()
    {
        var ada = new Person("slack:T01/U01", "Ada");
        var eve = new Person("teams:x/U02", "Eve <!here>");
        var bot = new Person("slack:T01/B01", "Alerts");

        var text = SlackFormatter.Write(BotText.Say($"{ada} {eve} {bot}"));

        Assert.Equal("<@U01> @Eve &lt;!here&gt; @Alerts", text);
    }

    [Fact]
    public void Names_channels_links_and_times_in_slacks_way()
    {
        var channel = new ChannelNamed(new Conversation("slack", "T01", "C01"), "inc");
        var link = new Linked("https://bot.example/a?b=1&c=2|x", "post|mortem <1>");
        var time = new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero);

        var text = SlackFormatter.Write(BotText.Say($"{channel} {link} {time}"));

        Assert.Equal(
            "<#C01> <https://bot.example/a?b=1&amp;c=2%7Cx|post|mortem &lt;1&gt;> <!date^1705329000^{date_short_pretty} {time}|2024-01-15 14:30 UTC>",
            text);
    }

    [Fact]
    public void Writes_no_link_that_is_not_http() =>
        Assert.Equal("click", SlackFormatter.Write(BotText.Say($"{new Linked("javascript:alert(1)", "click")}")));

    [Theory]
    [InlineData("&", "&amp;")]
    [InlineData("🚒", "🚒")]
    public void Cuts_a_text_that_is_too_long_between_characters(string typed, string whole)
    {
        var text = SlackFormatter.Write(BotText.Say($"x{new string('y', 3)}{string.Concat(Enumerable.Repeat(typed, 45_000))}"));

        Assert.True(text.EnumerateRunes().Count() is <= SlackFormatter.Longest and > SlackFormatter.Longest - 10);
        Assert.EndsWith(whole + "…", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Cuts_no_mention_in_two()
    {
        var text = SlackFormatter.Write(BotText.Say($"{new string('x', SlackFormatter.Longest - 3)}{new Person("slack:T01/U01", "Ada")}"));

        Assert.EndsWith("x…", text, StringComparison.Ordinal);
        Assert.DoesNotContain('<', text);
    }
}
