using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace IncidentBot.Web.Frame;

/// <summary>
/// Styles and scripts of the pages: whatever lies in <c>Web/Page</c>, out of the program itself. Their addresses carry
/// their content's digest, so that a browser keeps them for good and still gets the new ones after an update.
/// </summary>
public static class PageFiles
{
    private const string Folder = "Web/";

    private static readonly FrozenDictionary<string, PageFile> Files = typeof(PageFiles).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .Select(name => PageFile.Read(name, name[Folder.Length..]))
        .ToFrozenDictionary(file => file.Name);

    /// <summary>Where a page finds a file: <c>/page.css?v=…</c>.</summary>
    public static string Address(string name) => $"/{name}?v={Files[name].Digest}";

    public static void MapPageFiles(this IEndpointRouteBuilder routes)
    {
        foreach (var file in Files.Values)
            routes.MapGet($"/{file.Name}", (HttpContext context, string? v) => Answer(context, file, v));
    }

    private static IResult Answer(HttpContext context, PageFile file, string? digest)
    {
        context.Response.Headers.CacheControl = digest == file.Digest ? "public, max-age=31536000, immutable" : "no-cache";
        return Results.Bytes(file.Content, file.Type, entityTag: new EntityTagHeaderValue($"\"{file.Digest}\""));
    }

    private sealed record PageFile(string Name, string Type, byte[] Content, string Digest)
    {
        public static PageFile Read(string resourceName, string name)
        {
            using var resource = typeof(PageFiles).Assembly.GetManifestResourceStream(resourceName)!;
            var content = new byte[resource.Length];
            resource.ReadExactly(content);
            var type = Path.GetExtension(name) switch
            {
                ".css" => "text/css; charset=utf-8",
                ".js" => "text/javascript; charset=utf-8",
                ".svg" => "image/svg+xml",
                var other => throw new InvalidOperationException($"{name}: no type is known for {other}."),
            };
            return new PageFile(name, type, content, Convert.ToHexStringLower(SHA256.HashData(content))[..16]);
        }
    }
}
