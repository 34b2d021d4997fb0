using Xunit;

namespace IncidentBot.Postmortems.Tests.Export;

/// <summary>What people typed, after it went through the document; and what a frozen text or a template could hold.</summary>
internal static class HostileMarkdown
{
    public static TheoryData<string> Texts =>
    [
        .. HostileTextTests.Texts.Select(row => Documented(row.Data)),
        "[x](javascript:alert(1)) <javascript:alert(1)> [x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](JaVaScRiPt&colon;alert(1)) [x](java&#x0A;script:alert(1)) [x](&#x01;javascript:alert(1))",
        "[x](//evil.example.com) [x](file:///etc/passwd) [x][r]\n\n[r]: javascript:alert(1)",
        "![x](javascript:alert(1)) ![x](data:image/svg+xml,y) ![pixel](https://spy.example.com/p.png)",
        "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)> <!-- <b> --> <br onclick=alert(1)>",
        "# a {onclick=alert(1)}\n\n| a |\n| - |\n| [x](javascript:alert(1)) <img src=x onerror=alert(1)> |",
        "nul \0 bell \a escape \u001b lone \ud800 half \udc00 noncharacter \uffff",
        $"[x](https://a.example.com/{new string('a', 3000)}) [x](http://a.example.com:99999/) [x](https://[::1) [x](http://a b)",
        string.Concat(Enumerable.Range(0, 30).Select(depth => $"{new string(' ', depth * 2)}- item {depth}\n")),
        "> > > quote\n\n1. a\n   - b\n     > c\n     | x |\n     | - |\n",
        "| a | b |\n| - | - |\n| one |\n| one | two | three |\n",
        "",
    ];

    private static string Documented(string typed) => new MarkdownWriter()
        .Heading(1, typed)
        .Paragraph(typed)
        .Bullets([typed])
        .Checklist([(true, typed)])
        .Table(["Event"], [[typed]])
        .ToString();
}
