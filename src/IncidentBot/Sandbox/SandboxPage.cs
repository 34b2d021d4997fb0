using System.Collections.Frozen;
using Microsoft.Net.Http.Headers;

namespace IncidentBot.Sandbox;

/// <summary>The page's own files, out of the program itself.</summary>
public static class SandboxPage
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly FrozenDictionary<string, (string Type, byte[] Content)> Files = new Dictionary<string, (string, byte[])>
    {
        ["index.html"] = ("text/html; charset=utf-8", Read("index.html")),
        ["sandbox.css"] = ("text/css; charset=utf-8", Read("sandbox.css")),
        ["sandbox.js"] = ("text/javascript; charset=utf-8", Read("sandbox.js")),
    }.ToFrozenDictionary();

    public static IResult Show(HttpContext context, string file)
    {
        if (!Files.TryGetValue(file, out var found))
            return Results.NotFound();

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";
        return Results.Bytes(found.Content, found.Type, entityTag: EntityTagHeaderValue.Parse($"\"{System.Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(found.Content))[..16]}\""));
    }

    private static byte[] Read(string file)
    {
        using var stream = typeof(SandboxPage).Assembly.GetManifestResourceStream($"Sandbox/{file}")
            ?? throw new InvalidOperationException($"{file} is not in the program.");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
