using System.Globalization;
using IncidentBot.Incidents;
using IncidentBot.Web.Frame;
using IncidentBot.Web.Trends;
using Xunit;

namespace IncidentBot.Tests.Web;

public sealed class HtmlFormatterTests
{
    [Fact]
    public void Our_marks_become_elements_and_what_people_typed_is_escaped_once()
    {
        var text = BotText.Say($"*{"<b>*not* `ours`</b> &amp;"}* by {new Person("test:ada", "Ada <i>")}\n`close *now*`");

        Assert.Equal(
            "<strong>&lt;b&gt;*not* `ours`&lt;/b&gt; &amp;amp;</strong> by @Ada &lt;i&gt;<br><code>close *now*</code>",
            HtmlFormatter.Html(text));
    }

    [Fact]
    public void Only_addresses_of_the_web_become_links_and_what_can_be_pressed_is_left_out()
    {
        var text = BotText.Say($"{new Linked("https://x.example/?a=\"><script>&b=1", "the <page>")} {new Linked("javascript:alert(1)", "bad")} {new Offered("Done", "action done AI-001")}");

        Assert.Equal(
            "<a href=\"https://x.example/?a=&quot;&gt;&lt;script&gt;&amp;b=1\" rel=\"noopener noreferrer\">the &lt;page&gt;</a> bad (javascript:alert(1)) ",
            HtmlFormatter.Html(text));
    }

    [Fact]
    public void A_moment_says_which_one_it_is_for_the_pages_script() =>
        Assert.Equal(
            "<time datetime=\"2024-01-15T14:30:00Z\">14:30 UTC</time>",
            HtmlFormatter.Html(BotText.Say($"{new DateTimeOffset(2024, 1, 15, 15, 30, 0, TimeSpan.FromHours(1))}")));

    [Theory]
    [InlineData(0.5, "1", 1)]
    [InlineData(0.5, "1 3", 2)]
    [InlineData(0.5, "1 2 9", 2)]
    [InlineData(0.9, "10 20 30 40 50 60 70 80 90 100", 91)]
    public void A_quantile_lies_between_its_neighbours(double share, string sorted, double expected) =>
        Assert.Equal(expected, TrendsOf.Quantile([.. sorted.Split(' ').Select(one => double.Parse(one, CultureInfo.InvariantCulture))], share)!.Value, 6);

    [Fact]
    public void Of_nothing_there_is_no_quantile() => Assert.Null(TrendsOf.Quantile([], 0.5));
}
