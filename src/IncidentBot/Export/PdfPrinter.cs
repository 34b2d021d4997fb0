using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace IncidentBot.Export;

/// <summary>
/// Prints a page with the browser, headless: one at a time, without network, with a profile, a home and a time limit of
/// its own. The page's own policy keeps scripts from running; the browser's switch for that does not when it prints.
/// </summary>
public sealed class PdfPrinter(Chromium chromium, IOptions<ExportOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>What a browser needs of our surroundings; the rest, secrets among it, is not its business.</summary>
    private static readonly string[] Inherited = ["PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "SystemRoot"];

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <returns>The same bytes for the same page and browser.</returns>
    /// <exception cref="PrintFailedException">There is no browser, or it printed nothing in time.</exception>
    public async Task<byte[]> PrintAsync(string html, CancellationToken cancellationToken)
    {
        var browser = chromium.Find() ?? throw new PrintFailedException(chromium.WhyNone());
        await _oneAtATime.WaitAsync(cancellationToken);
        var folder = Directory.CreateTempSubdirectory("incidentbot-print-");
        try
        {
            var page = Path.Combine(folder.FullName, "page.html");
            await File.WriteAllTextAsync(page, html, cancellationToken);
            return PdfTraces.Removed(await PrintAsync(browser, page, folder.FullName, cancellationToken));
        }
        finally
        {
            Delete(folder);
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<byte[]> PrintAsync(string browser, string page, string folder, CancellationToken cancellationToken)
    {
        var pdf = Path.Combine(folder, "page.pdf");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.LongestPrint), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var process = Start(browser, page, pdf, folder);
        var said = Task.WhenAll(process.StandardError.ReadToEndAsync(either.Token), process.StandardOutput.ReadToEndAsync(either.Token));
        try
        {
            await process.WaitForExitAsync(either.Token);
            var words = string.Concat(await said);
            return process.ExitCode == 0 && File.Exists(pdf)
                ? await File.ReadAllBytesAsync(pdf, either.Token)
                : throw new PrintFailedException($"The browser {browser} printed no PDF (exit code {process.ExitCode}): {LastLine(words)}");
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PrintFailedException($"The browser {browser} printed no PDF within {options.Value.LongestPrint} seconds.", late);
        }
        finally
        {
            if (!process.HasExited)
                await EndAsync(process);
        }
    }

    private static Process Start(string browser, string page, string pdf, string folder)
    {
        var start = new ProcessStartInfo(browser) { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true, WorkingDirectory = folder };
        string[] arguments =
        [
            "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions", "--disable-background-networking", "--no-first-run",
            $"--user-data-dir={Path.Combine(folder, "profile")}", "--host-resolver-rules=MAP * ~NOTFOUND",
            "--no-pdf-header-footer", "--generate-pdf-document-outline", $"--print-to-pdf={pdf}",
            // As root the browser refuses to start with its sandbox.
            .. !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess ? ["--no-sandbox"] : Array.Empty<string>(),
            new Uri(page).AbsoluteUri,
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Except(Inherited, StringComparer.OrdinalIgnoreCase).ToList())
            start.Environment.Remove(name);
        foreach (var name in new[] { "HOME", "TMPDIR", "TEMP", "TMP", "USERPROFILE", "LOCALAPPDATA" })
            start.Environment[name] = folder;
        start.Environment["TZ"] = "UTC";

        try
        {
            var process = Process.Start(start) ?? throw new PrintFailedException($"The browser {browser} did not start.");
            process.StandardInput.Close();
            return process;
        }
        catch (System.ComponentModel.Win32Exception refused)
        {
            throw new PrintFailedException($"The browser {browser} cannot be started: {refused.Message}", refused);
        }
    }

    private static async Task EndAsync(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
        catch (Exception over) when (over is InvalidOperationException or AggregateException)
        {
            // It ended by itself meanwhile.
        }
    }

    /// <summary>A process of the browser that is about to end may still write there.</summary>
    private static void Delete(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            // It lies in the folder for what may be thrown away.
        }
    }

    private static string LastLine(string words) => words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "it said nothing.";
}
