using System.Text.Encodings.Web;
using IncidentBot.Documents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Postmortems;

namespace IncidentBot.Web;

/// <summary><c>/incidents/{id}</c>: the document to read. No script, and nothing from elsewhere.</summary>
internal static class IncidentPage
{
    public const string StylesheetPath = "/page.css";

    private const string Policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private static readonly byte[] Style = Embedded("Web/page.css");

    public static IResult Stylesheet() => Results.Bytes(Style, "text/css; charset=utf-8");

    public static Task<IResult> GetAsync(string id, HttpContext context, IncidentReader incidents, DocumentReader documents)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        return PostmortemFile.AnswerAsync(id, context, incidents, documents, live => Results.Text(Html(live), "text/html; charset=utf-8"));
    }

    private static string Html(LiveDocument live)
    {
        var incident = live.Record.Incident;
        var completeness = Completeness.Of(live.Document);
        var files = $"/incidents/{incident.Id}";
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Text($"{incident.Id}: {incident.Title}")}</title>
            <link rel="stylesheet" href="{StylesheetPath}">
            </head>
            <body>
            <header>
            <p><strong>{Text(incident.Id.Value)}</strong> {Text($"{incident.Severity}")} {Text($"{incident.Status}")}. {completeness.Filled} of {completeness.Required} required parts are filled. {Text(ReviewNotice.Of(live.Record).ToPlainText())}</p>
            <nav aria-label="Files">
            <a href="{files}/postmortem.md">Draft (Markdown)</a>
            <a href="{files}/postmortem.md?form=finished">Finished form (Markdown)</a>
            <a href="{files}/postmortem.json">With its evidence (JSON)</a>
            <a href="{files}/log.jsonl">Log (JSON lines)</a>
            </nav>
            {Missing(completeness)}</header>
            <main>
            {MarkdownHtml.ToHtml(live.Markdown(Form.Draft))}
            </main>
            </body>
            </html>

            """;
    }

    private static string Missing(Completeness completeness) => completeness.Missing.IsEmpty ? "" : $"""
        <details>
        <summary>Missing, and what to type in the channel</summary>
        <ul>
        {string.Concat(completeness.Missing.Select(part => $"<li>{Text(part.Name)}: <code>{Text(part.Command)}</code></li>\n"))}</ul>
        </details>

        """;

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);

    private static byte[] Embedded(string name)
    {
        using var resource = typeof(IncidentPage).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the program.");
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
