using System.Text.Encodings.Web;
using IncidentBot.Incidents.Commands;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IncidentBot.Postmortems.Export;

/// <summary>
/// The document as one file that needs no other: to send, to keep, to print. No script, nothing from elsewhere; as safe
/// as <see cref="MarkdownHtml"/>. The same text always gives the same bytes.
/// </summary>
public static class HtmlExport
{
    /// <summary>What the page may do; the style sheet within it is all it needs.</summary>
    public const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    /// <summary>A column that should hold this many letters of one word is broken within the word.</summary>
    private const int LongestWord = 24;

    private static readonly string Style = Embedded.Text("export.css").Trim();

    public static string Write(string title, string markdown)
    {
        var document = MarkdownHtml.Parse(markdown);
        AddAnchors(document);
        foreach (var cell in document.Descendants<TableCell>().Where(HoldsLongWord))
            cell.GetAttributes().AddClass("long");
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <title>{HtmlEncoder.Default.Encode(title)}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <main>
            {MarkdownHtml.Write(document)}</main>
            </body>
            </html>

            """;
    }

    private static void AddAnchors(MarkdownDocument document)
    {
        var taken = new HashSet<string>();
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            var words = PlainText.Of(heading.Inline);
            var id = Unique(Slug.Of(words), taken);
            heading.GetAttributes().Id = id;
            heading.Inline?.AppendChild(Anchor(id, words));
        }
    }

    private static LinkInline Anchor(string id, string words)
    {
        var anchor = new LinkInline($"#{id}", "");
        anchor.GetAttributes().AddClass("anchor");
        anchor.GetAttributes().AddProperty("aria-label", $"Link to {words}");
        anchor.AppendChild(new LiteralInline("#"));
        return anchor;
    }

    private static string Unique(string slug, HashSet<string> taken)
    {
        var stem = slug.Length == 0 ? "section" : slug;
        var id = stem;
        for (var number = 2; !taken.Add(id); number++)
            id = $"{stem}-{number}";
        return id;
    }

    private static bool HoldsLongWord(TableCell cell) =>
        cell.Descendants<LeafInline>().Any(part => PlainText.LongestWord(PlainText.Of(part)) > LongestWord);
}
