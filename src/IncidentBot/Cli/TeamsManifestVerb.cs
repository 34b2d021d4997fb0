using System.Text.RegularExpressions;
using IncidentBot.Documents;
using IncidentBot.Teams;

namespace IncidentBot.Cli;

/// <summary><c>manifest teams FILE</c>: writes the package to upload to Microsoft Teams.</summary>
public static partial class TeamsManifestVerb
{
    public const string Example = "For example: manifest teams incidentbot.zip --url https://bot.example.com --app-id 6e9b1d2c-… [--version 1.0.1]";

    private static readonly string[] Names = ["--url", "--app-id", "--version"];

    public static async Task<int> RunAsync(string[] args, TextWriter errors, CancellationToken cancellationToken)
    {
        if (args is not [var file, .. var rest] || file.StartsWith('-') || Read(rest) is not { } given)
            return await RefuseAsync("Say which file to write.", errors);

        var configuration = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = given.Settings, ContentRootPath = AppContext.BaseDirectory }).Configuration;
        if (!Uri.TryCreate(given["--url"] ?? configuration[$"{PageOptions.Section}:{nameof(PageOptions.PublicUrl)}"], UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps)
            return await RefuseAsync("Teams needs an address with https:// that it reaches from outside: Web:PublicUrl, or --url.", errors);
        if (!Guid.TryParse(given["--app-id"] ?? configuration[$"{TeamsOptions.Section}:{nameof(TeamsOptions.AppId)}"], out var app))
            return await RefuseAsync("The application (client) id of the bot's registration is needed: Teams:AppId, or --app-id.", errors);
        if (given["--version"] is { } version && !Version().IsMatch(version))
            return await RefuseAsync("A version is three numbers: 1.0.1.", errors);

        var ownChannel = configuration.GetValue<bool>($"{TeamsOptions.Section}:{nameof(TeamsOptions.OwnChannel)}");
        await File.WriteAllBytesAsync(file, TeamsPackage.Write(app, url, given["--version"] ?? "1.0.0", ownChannel), cancellationToken);
        await errors.WriteLineAsync($"{file} is written. Upload it in Teams at Apps, Manage your apps; the messaging endpoint of the bot's registration is {url.AbsoluteUri.TrimEnd('/')}{TeamsEndpoint.Messages}.");
        return ExitCodes.Done;
    }

    private static async Task<int> RefuseAsync(string why, TextWriter errors)
    {
        await errors.WriteLineAsync($"{why} {Example}");
        return ExitCodes.Usage;
    }

    /// <returns>Nothing where an option has no value.</returns>
    private static Given? Read(string[] args)
    {
        var values = new Dictionary<string, string>();
        var settings = new List<string>();
        for (var at = 0; at < args.Length; at++)
        {
            if (!Names.Contains(args[at]))
                settings.Add(args[at]);
            else if (at + 1 < args.Length)
                values[args[at]] = args[++at];
            else
                return null;
        }

        return new Given(values, [.. settings]);
    }

    private sealed record Given(IReadOnlyDictionary<string, string> Values, string[] Settings)
    {
        public string? this[string name] => Values.GetValueOrDefault(name);
    }

    [GeneratedRegex(@"^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$")]
    private static partial Regex Version();
}
