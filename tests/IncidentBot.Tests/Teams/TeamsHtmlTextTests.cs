using System.Diagnostics;
using IncidentBot.Teams;
using Xunit;

namespace IncidentBot.Tests.Teams;

public sealed class TeamsHtmlTextTests
{
    [Theory]
    [InlineData("<div><div>hello</div></div>", "hello")]
    [InlineData("<p>one</p>\n<p>two</p>", "one\ntwo")]
    [InlineData("<p>one<br>two</p>", "one\ntwo")]
    [InlineData("<p>one</p><p>&nbsp;</p><p>two</p>", "one\n\ntwo")]
    [InlineData("a &lt;b&gt; &amp;&nbsp;c", "a <b> & c")]
    [InlineData("5 < 6 and 7 > 2", "5 < 6 and 7 > 2")]
    [InlineData("<p>so <strong>much</strong> <em>space</em>   here</p>", "so much space here")]
    [InlineData("""<p><span itemtype="http://schema.skype.com/Mention" itemscope="" itemid="0">IncidentBot</span>&nbsp;look</p>""", "@Somebody 0 look")]
    [InlineData("""<p><at id="1">Ada</at> look</p>""", "@Somebody 1 look")]
    [InlineData("""<p><span itemtype="http://schema.skype.com/Mention" itemid="7">Ada</span> look</p>""", "@Ada look")]
    [InlineData("""<p>good <img itemscope itemtype="http://schema.skype.com/Emoji" itemid="smile" alt="😀" src="https://statics.teams.cdn.office.net/x.png"></p>""", "good 😀")]
    [InlineData("""<p>good <emoji id="smile" alt="🙂" title="Smile"></emoji></p>""", "good 🙂")]
    [InlineData("""<p>see <img src="https://eu-api.asm.skype.com/1" alt="image"></p>""", "see")]
    [InlineData("<p>run <code>kubectl get pods</code> now</p>", "run `kubectl get pods` now")]
    [InlineData("<codeblock class=\"\"><code>select *<br>  from t;</code></codeblock>", "```\nselect *\n  from t;\n```")]
    [InlineData("<pre>a\n  b</pre>after", "```\na\n  b\n```\nafter")]
    [InlineData("""<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1"><strong itemprop="mri">Grace</strong><span itemprop="time" itemid="1"></span><p itemprop="preview">the disk<br>is full</p></blockquote><p>I see</p>""", "> Grace\n> the disk\n> is full\nI see")]
    [InlineData("""<p><a href="https://example.com/a?b=1&amp;c=2" title="x">the graph</a></p>""", "the graph (https://example.com/a?b=1&c=2)")]
    [InlineData("""<p><a href="https://example.com/">https://example.com</a></p>""", "https://example.com/")]
    [InlineData("""<a href="javascript:alert(1)">press</a>""", "press")]
    [InlineData("<ul><li>one</li><li>two<ul><li>deep</li></ul></li></ul><ol><li>first</li><li>second</li></ol>", "- one\n- two\n  - deep\n1. first\n2. second")]
    [InlineData("<table><tbody><tr><td>a</td><td><p>b</p></td></tr><tr><td>c</td><td>d</td></tr></tbody></table>", "a | b\nc | d")]
    [InlineData("<script>alert(1)</script><style>p{}</style>ok", "ok")]
    [InlineData("<p>unclosed <b>tag", "unclosed tag")]
    [InlineData("<p title=\"a > b\">x</p><!-- not > this -->y", "x\ny")]
    [InlineData("<", "<")]
    [InlineData("<p", "")]
    [InlineData("", "")]
    public void Reads_as_people_do(string html, string text) =>
        Assert.Equal(text, TeamsHtmlText.Read(html, index => index < 2 ? $"@Somebody {index}" : null));

    [Fact]
    public void Finds_pictures_and_no_emoji() => Assert.Equal(
        [("graph", "https://eu-api.asm.skype.com/1")],
        TeamsHtmlText.PicturesIn("""<img alt="graph" src="https://eu-api.asm.skype.com/1"><img itemtype="http://schema.skype.com/Emoji" alt="😀" src="https://x/y.png"><img alt="nowhere">"""));

    [Theory]
    [InlineData("<blockquote>")]
    [InlineData("<span>")]
    [InlineData("<a href=\"")]
    [InlineData("<!--")]
    [InlineData("</x")]
    [InlineData("<li><ul>")]
    public void Is_quick_with_what_nobody_types(string piece)
    {
        var watch = Stopwatch.StartNew();

        _ = TeamsHtmlText.Read(string.Concat(Enumerable.Repeat(piece, 1024 * 1024 / piece.Length)));

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }
}
