using System.IO.Compression;

namespace IncidentBot.Postmortems.Export.Docx;

/// <summary>An archive tells when and in which order its files were written; this one always the same.</summary>
internal static class FixedZip
{
    private static readonly DateTimeOffset EarliestThatZipKnows = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Of(byte[] archive)
    {
        using var written = new MemoryStream();
        using (var source = new ZipArchive(new MemoryStream(archive), ZipArchiveMode.Read))
        using (var target = new ZipArchive(written, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in source.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
                Copy(entry, target);
        }
        return written.ToArray();
    }

    private static void Copy(ZipArchiveEntry entry, ZipArchive target)
    {
        var copy = target.CreateEntry(entry.FullName, CompressionLevel.Optimal);
        copy.LastWriteTime = EarliestThatZipKnows;
        using var from = entry.Open();
        using var to = copy.Open();
        from.CopyTo(to);
    }
}
