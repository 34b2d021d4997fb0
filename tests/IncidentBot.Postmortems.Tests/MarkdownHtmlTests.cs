using Xunit;

namespace IncidentBot.Postmortems.Tests;

public class MarkdownHtmlTests
{
    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("<data:text/html,x>")]
    [InlineData("[x](JaVaScRiPt&colon;alert(1))")]
    [InlineData("[x](java&#x0A;script:alert(1))")]
    [InlineData("[x](&#x01;javascript:alert(1))")]
    [InlineData("[x](vbscript:x)")]
    [InlineData("[x](//evil.example.com)")]
    [InlineData("[x](<javascript:alert(1)> \"t\")")]
    [InlineData("[x][r]\n\n[r]: javascript:alert(1)")]
    [InlineData("![x](javascript:alert(1))")]
    [InlineData("![x](data:image/svg+xml,y)")]
    [InlineData("[![a](data:x)](javascript:alert(1))")]
    [InlineData("- [ ] <javascript:alert(1)>")]
    [InlineData("| a |\n| - |\n| [x](javascript:alert(1)) |")]
    [InlineData("tel:123 ftp://a.example.com/b")]
    public void Leaves_no_link_to_what_is_not_a_web_page(string markdown)
    {
        var html = MarkdownHtml.ToHtml(markdown);

        Assert.DoesNotContain("href", html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<a", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("a <img src=x onerror=alert(1)> b")]
    [InlineData("<br onclick=alert(1)>")]
    [InlineData("<!-- <b> -->")]
    [InlineData("# a {onclick=alert(1)}")]
    public void Shows_tags_as_text(string markdown)
    {
        var html = MarkdownHtml.ToHtml(markdown);

        Assert.DoesNotMatch("<(?!/?(p|h1)>)", html);
    }

    [Theory]
    [InlineData("[x](https://a.example.com)", "<a href=\"https://a.example.com\" rel=\"noopener noreferrer nofollow\">x</a>")]
    [InlineData("<HTTP://a.example.com>", "<a href=\"HTTP://a.example.com\" rel=\"noopener noreferrer nofollow\">HTTP://a.example.com</a>")]
    [InlineData("https://a.example.com", "<a href=\"https://a.example.com\" rel=\"noopener noreferrer nofollow\">https://a.example.com</a>")]
    [InlineData("![x](https://a.example.com)", "<a href=\"https://a.example.com\" rel=\"noopener noreferrer nofollow\">x</a>")]
    [InlineData("[x](mailto:a@b.c)", "<a href=\"mailto:a@b.c\">x</a>")]
    [InlineData("[x](#summary)", "<a href=\"#summary\">x</a>")]
    public void Keeps_links_to_pages_people_and_headings(string markdown, string expected)
    {
        var html = MarkdownHtml.ToHtml(markdown);

        Assert.Equal($"<p>{expected}</p>\n", html);
    }

    [Fact]
    public void A_box_is_named_by_the_text_beside_it_and_that_name_ends_nothing()
    {
        var html = MarkdownHtml.ToHtml("- [ ] say \"on\" `a<b>` & <img src=x onerror=alert(1)>");

        Assert.Contains(
            "<input aria-label=\"say &quot;on&quot; a&lt;b&gt; &amp; &lt;img src=x onerror=alert(1)&gt;\" disabled=\"disabled\" type=\"checkbox\" />",
            html,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Renders_what_the_writer_writes()
    {
        var markdown = new MarkdownWriter()
            .Checklist([(true, "done"), (false, "open")])
            .Table(["Event"], [["a\nb | `c | d` https://a.example.com/x|y"]])
            .ToString();

        var html = MarkdownHtml.ToHtml(markdown);

        Assert.Contains("<input aria-label=\"done\" disabled=\"disabled\" type=\"checkbox\" checked=\"checked\" /> done", html, StringComparison.Ordinal);
        Assert.Contains("<input aria-label=\"open\" disabled=\"disabled\" type=\"checkbox\" /> open", html, StringComparison.Ordinal);
        Assert.Contains(
            "<td>a<br />b | <code>c | d</code> <a href=\"https://a.example.com/x%7Cy\" rel=\"noopener noreferrer nofollow\">https://a.example.com/x|y</a></td>",
            html,
            StringComparison.Ordinal);
    }
}
