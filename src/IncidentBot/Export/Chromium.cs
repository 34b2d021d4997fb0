using Microsoft.Extensions.Options;

namespace IncidentBot.Export;

/// <summary>The browser that prints, if this machine has one.</summary>
public sealed class Chromium(IOptions<ExportOptions> options)
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge"];

    /// <summary>Looked for anew each time: a browser may be installed while the bot runs.</summary>
    public string? Find() => IsSet ? Existing(options.Value.ChromiumPath) : OnPath();

    /// <summary>Why there is none, and what to do; for the operator and for whoever wanted a PDF.</summary>
    public string WhyNone() => IsSet
        ? $"No PDF can be made: there is no browser at {options.Value.ChromiumPath}, where Export:ChromiumPath leads."
        : "No PDF can be made: this machine has no Chromium, Chrome or Edge on its PATH, and Export:ChromiumPath names none.";

    private bool IsSet => !string.IsNullOrWhiteSpace(options.Value.ChromiumPath);

    private static string? OnPath()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var ending = OperatingSystem.IsWindows() ? ".exe" : "";
        return Names.SelectMany(name => folders.Select(folder => Existing(Path.Combine(folder, name + ending)))).FirstOrDefault(path => path is not null);
    }

    private static string? Existing(string path) => File.Exists(path) ? Path.GetFullPath(path) : null;
}
