using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IncidentBot.Teams;

/// <summary>What an operator uploads to Teams: the manifest with its two pictures, in a zip.</summary>
public static class TeamsPackage
{
    /// <summary>The same input makes the same bytes.</summary>
    private static readonly DateTimeOffset Made = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, IndentSize = 2, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string ManifestText(Guid app, Uri url, string version, bool ownChannel = false) => TeamsManifest.Of(app, url, version, ownChannel).ToJsonString(Readable) + "\n";

    public static byte[] Write(Guid app, Uri url, string version, bool ownChannel = false)
    {
        using var package = new MemoryStream();
        using (var zip = new ZipArchive(package, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "manifest.json", Encoding.UTF8.GetBytes(ManifestText(app, url, version, ownChannel)));
            Add(zip, TeamsManifest.ColorIcon, TeamsIcons.Color());
            Add(zip, TeamsManifest.OutlineIcon, TeamsIcons.Outline());
        }

        return package.ToArray();
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name);
        entry.LastWriteTime = Made;
        using var stream = entry.Open();
        stream.Write(content);
    }
}
