using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace IncidentBot.Slack;

/// <summary>The pages that people see who install the bot: what happened, and what to do next. No script, and nothing from elsewhere.</summary>
public sealed record SlackInstallPage(int Status, string Title, IReadOnlyList<string> Paragraphs)
{
    private const string Style = """
        :root { color-scheme: light dark }
        body { font: 1.0625rem/1.6 system-ui, sans-serif; max-width: 38rem; margin: 12vh auto; padding: 0 1.25rem }
        h1 { font-size: 1.5rem; line-height: 1.3 }
        """;

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Address and words of a link below the text.</summary>
    public (string Address, string Words)? Next { get; init; }

    public async Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.CacheControl = "no-store";
        await response.WriteAsync(Html(), response.HttpContext.RequestAborted);
    }

    private string Html() => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Text(Title)}</title>
        <style>{Style}</style>
        </head>
        <body>
        <main>
        <h1>{Text(Title)}</h1>
        {string.Join('\n', Paragraphs.Select(paragraph => $"<p>{Text(paragraph)}</p>"))}
        {(Next is { } next ? $"<p><a href=\"{Text(next.Address)}\">{Text(next.Words)}</a></p>" : "")}
        </main>
        </body>
        </html>

        """;

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
