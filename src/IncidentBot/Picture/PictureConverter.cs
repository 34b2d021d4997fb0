using System.Diagnostics;
using System.Globalization;
using System.Text;
using IncidentBot.Postmortems.Picture;

namespace IncidentBot.Picture;

/// <summary>Makes pixels of a picture with a program that the machine has: rsvg-convert, which is quick, or else Chromium.</summary>
public sealed partial class PictureConverter(ILogger<PictureConverter> logger) : IDisposable
{
    public const string WhyNot = "This machine has nothing that makes a PNG of a picture: install rsvg-convert (package librsvg2-bin) or chromium. picture.svg needs neither.";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G'];

    // A browser at a time: an incident needs the machine for other things.
    private readonly SemaphoreSlim _one = new(1);

    /// <param name="svg">Drawn for <see cref="PictureUse.Print"/>.</param>
    /// <returns>Nothing where no program can do it.</returns>
    public async Task<byte[]?> ToPngAsync(string svg, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            foreach (var (program, arguments) in Ways())
            {
                if (await ConvertAsync(program, arguments, svg, cancellationToken) is { } png)
                    return png;
            }

            return null;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private static IEnumerable<(string Program, Func<string, string, string[]> Arguments)> Ways()
    {
        if (Find("rsvg-convert") is { } converter)
            yield return (converter, (svg, png) => ["--zoom=2", $"--output={png}", svg]);
        if (Find("chromium", "chromium-browser", "google-chrome") is { } browser)
            yield return (browser, Browse);
    }

    /// <summary>Its own sandbox does not start under root; what it opens is the bot's own picture, which has neither script nor address.</summary>
    private static string[] Browse(string svg, string png) =>
    [
        "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
        .. Environment.IsPrivilegedProcess ? ["--no-sandbox"] : Array.Empty<string>(),
        "--force-device-scale-factor=2", string.Create(CultureInfo.InvariantCulture, $"--window-size={IncidentPicture.Width},{IncidentPicture.Height}"),
        $"--user-data-dir={Path.Combine(Path.GetDirectoryName(svg)!, "profile")}", $"--screenshot={png}", new Uri(svg).AbsoluteUri,
    ];

    private async Task<byte[]?> ConvertAsync(string program, Func<string, string, string[]> arguments, string svg, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("incidentbot-picture-");
        try
        {
            var (source, target) = (Path.Combine(folder.FullName, "picture.svg"), Path.Combine(folder.FullName, "picture.png"));
            await File.WriteAllTextAsync(source, svg, new UTF8Encoding(false), cancellationToken);
            await RunAsync(program, arguments(source, target), cancellationToken);
            var png = File.Exists(target) ? await File.ReadAllBytesAsync(target, cancellationToken) : [];
            if (png.AsSpan().StartsWith(Signature))
                return png;

            LogNoPicture(program);
            return null;
        }
        finally
        {
            Remove(folder);
        }
    }

    private static async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A browser that was killed may still be writing; the system clears its temporary folder.
        }
    }

    private static string? Find(params string[] names)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    [LoggerMessage(LogLevel.Warning, "{Program} made no PNG of a picture")]
    private partial void LogNoPicture(string program);
}
