using System.Text.RegularExpressions;
using IncidentBot.Slack;
using Xunit;

namespace IncidentBot.Tests.Slack;

public sealed partial class SlackTextTests
{
    private static readonly Dictionary<string, string> Names = new() { ["U01"] = "Ada", ["S01"] = "db-team", ["C01"] = "payments" };

    [Theory]
    [InlineData("plain words", "plain words")]
    [InlineData("<@U01> look", "@Ada look")]
    [InlineData("<@U01|ada.l> look", "@Ada look")]
    [InlineData("<@U99> and <@U98|grace>", "@U99 and @grace")]
    [InlineData("<!subteam^S01> <!subteam^S09|@ops>", "@db-team @ops")]
    [InlineData("<#C01|old-name> <#C09|general> <#C08|>", "#payments #general #C08")]
    [InlineData("<!here> <!channel|channel> <!everyone>", "@here @channel @everyone")]
    [InlineData("<!date^1705329000^{date} {time}^https://example.com|Jan 15, 2:30 PM>", "Jan 15, 2:30 PM")]
    [InlineData("<!date^1705329000^{time}>", "2024-01-15 14:30 UTC")]
    [InlineData("<https://example.com/a?b=1&amp;c=2>", "https://example.com/a?b=1&c=2")]
    [InlineData("<https://example.com|the runbook>", "[the runbook](https://example.com)")]
    [InlineData("<https://example.com|https://example.com>", "https://example.com")]
    [InlineData("<https://example.com/x_(y)|a [b] `c`>", "[a (b) 'c'](https://example.com/x_%28y%29)")]
    [InlineData("<mailto:ops@example.com|ops>", "[ops](mailto:ops@example.com)")]
    [InlineData("<javascript:alert(1)|click me>", "click me")]
    [InlineData("a &lt; b &amp;&amp; c &gt; d", "a < b && c > d")]
    [InlineData("&amp;lt;", "&lt;")]
    [InlineData("&lt;@U01&gt; as typed", "<@U01> as typed")]
    [InlineData(":fire: stays", ":fire: stays")]
    [InlineData("a < b", "a < b")]
    [InlineData("List<string> x", "List<string> x")]
    [InlineData("`curl <http://example.com|example.com>`", "`curl example.com`")]
    [InlineData("```curl -d '{\"a\": 1}' <https://example.com/x>\n&lt;html&gt;```", "```curl -d '{\"a\": 1}' https://example.com/x\n<html>```")]
    [InlineData("`a` <https://example.com|b> `c`", "`a` [b](https://example.com) `c`")]
    [InlineData("line one\nline two", "line one\nline two")]
    public void Reads_as_people_read_it(string wire, string readable) =>
        Assert.Equal(readable, SlackText.Read(wire, new SlackReading(Names.GetValueOrDefault)));

    [Theory]
    [InlineData("link <http://example.com|example.com> docs", "link example.com docs")]
    [InlineData("note mail <mailto:ops@example.com|ops@example.com>", "note mail ops@example.com")]
    [InlineData("link <https://example.com/d>", "link https://example.com/d")]
    public void Commands_keep_addresses_as_they_were_typed(string wire, string typed) =>
        Assert.Equal(typed, SlackText.Read(wire, new SlackReading(Names.GetValueOrDefault, IsAsTyped: true)));

    [Fact]
    public void Finds_the_ids_whose_names_it_needs() =>
        Assert.Equal(["U01", "C01", "S01"], SlackText.IdsIn("<@U01|x> <#C01|y> <!subteam^S01> <!here> <https://example.com>"));

    [Fact]
    public void Makes_storable_what_no_database_takes()
    {
        Assert.Equal("a\uFFFDb", SlackText.Clean("a\0b"));
        Assert.Equal("a\uFFFDb", SlackText.Clean("a\uD800b"));
        Assert.Equal("a\uFFFD", SlackText.Clean("a\uDC00"));
        Assert.Equal("fine 🚒", SlackText.Clean("fine 🚒"));
    }

    [Fact]
    public void Leaves_no_wire_form_in_whatever_comes()
    {
        string[] pieces =
        [
            "<@U01>", "<@U99|x>", "<#C01|>", "<!here>", "<!subteam^S01|@x>", "<!date^1^{time}|then>", "<https://a.example|b>", "<https://a.example>",
            "<mailto:a@b|c>", "<", ">", "|", "`", "```", "@", "#", "!", "^", "&amp;", " ", "\n", "é", "<@", "<!", "<>", "<|>", "U01>",
        ];
        var random = new Random(20240115);

        for (var round = 0; round < 20_000; round++)
        {
            var wire = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => pieces[random.Next(pieces.Length)]));

            var readable = SlackText.Read(wire, new SlackReading(Names.GetValueOrDefault));

            Assert.False(WireForm().IsMatch(readable), $"{wire} became {readable}");
        }
    }

    [Fact]
    public void Reads_the_longest_texts_promptly()
    {
        var hostile = string.Concat(Enumerable.Repeat("`<@U01", 100_000));

        var readable = SlackText.Read(hostile, new SlackReading(Names.GetValueOrDefault));

        Assert.DoesNotContain("<@", readable, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"<[@#!][^<>\n]*>|<https?:[^<>\n]*>|<mailto:[^<>\n]*>")]
    private static partial Regex WireForm();
}
