using Microsoft.Extensions.Options;

namespace IncidentBot.Slack;

/// <summary><c>Web:PublicUrl</c>, where people's browsers reach the bot: Slack sends them back there.</summary>
public sealed class SlackInstallOptions
{
    public const string Section = "Web";

    public string PublicUrl { get; set; } = "http://localhost:5080";
}

/// <summary>The addresses of an installation.</summary>
public sealed class SlackInstallAddress(IOptions<SlackInstallOptions> pages, IOptions<SlackOptions> options)
{
    public const string InstallPath = "/slack/install";
    public const string RedirectPath = "/slack/oauth_redirect";

    public string Install => Root + InstallPath;

    public string Redirect => Root + RedirectPath;

    public bool IsHttps => Root.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where people are asked whether they want the bot.</summary>
    public string Authorize(string state)
    {
        var scopes = string.Join(',', SlackScopes.All.Select(scope => scope.Name));
        var address = options.Value.AuthorizeUrl;
        var query = string.Join('&', new[] { ("client_id", options.Value.ClientId.Trim()), ("scope", scopes), ("redirect_uri", Redirect), ("state", state) }
            .Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2)}"));
        return $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";
    }

    /// <summary>Opens Slack at the app, for who has just installed it.</summary>
    public string Open(SlackInstallation installation) =>
        $"{new Uri(options.Value.AuthorizeUrl).GetLeftPart(UriPartial.Authority)}/app_redirect?app={Uri.EscapeDataString(installation.AppId)}"
        + (installation.TeamId is { } team ? $"&team={Uri.EscapeDataString(team)}" : "");

    private string Root => pages.Value.PublicUrl.TrimEnd('/');
}
