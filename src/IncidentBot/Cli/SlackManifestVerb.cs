using System.Text;
using IncidentBot.Documents;
using IncidentBot.Slack;

namespace IncidentBot.Cli;

/// <summary><c>manifest slack</c>: what to paste at api.slack.com/apps to make the bot's app.</summary>
public static class SlackManifestVerb
{
    public const string Example = "For example: manifest slack --socket, or manifest slack --url https://bot.example.com";

    public static async Task<int> RunAsync(string[] args, Stream output, TextWriter errors, CancellationToken cancellationToken)
    {
        if (!TryRead(args, out var isSocket, out var address, out var settings))
        {
            await errors.WriteLineAsync(Example);
            return ExitCodes.Usage;
        }

        var configuration = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = settings, ContentRootPath = AppContext.BaseDirectory }).Configuration;
        address ??= configuration[$"{PageOptions.Section}:{nameof(PageOptions.PublicUrl)}"];
        Uri? url = null;
        if (!isSocket && (!Uri.TryCreate(address, UriKind.Absolute, out url) || url.Scheme != Uri.UriSchemeHttps))
        {
            await errors.WriteLineAsync("Slack needs an address with https:// that it reaches from outside. " + Example);
            return ExitCodes.Usage;
        }

        var options = configuration.GetSection(SlackOptions.Section).Get<SlackOptions>() ?? new SlackOptions();
        await output.WriteAsync(Encoding.UTF8.GetBytes(Text(options, url)), cancellationToken);
        return ExitCodes.Done;
    }

    /// <param name="url">Where Slack reaches the bot; null for Socket Mode.</param>
    public static string Text(SlackOptions options, Uri? url) => $"""
        # Printed by `IncidentBot manifest slack {(url is null ? "--socket" : $"--url {url.AbsoluteUri.TrimEnd('/')}")}`.
        # Paste it at https://api.slack.com/apps: Create New App, From a manifest.

        """ + ManifestYaml.Write(SlackManifest.Of(options.CommandNamesInForce, url));

    private static bool TryRead(string[] args, out bool isSocket, out string? url, out string[] settings)
    {
        isSocket = args.Contains("--socket");
        var at = Array.IndexOf(args, "--url");
        url = at < 0 ? null : args.ElementAtOrDefault(at + 1);
        settings = [.. args.Where((arg, index) => arg != "--socket" && (at < 0 || index - at is not (0 or 1)))];
        return (at < 0 || url is not null) && !(isSocket && at >= 0);
    }
}
