namespace IncidentBot.Slack;

/// <summary>
/// <c>Slack</c>: one workspace by its bot token, any number by installing, or both. Slack is off without a way in
/// (<see cref="SigningSecret"/> or <see cref="AppToken"/>) and a way out (<see cref="BotToken"/>, or <see cref="ClientId"/> with its secret).
/// </summary>
public sealed class SlackOptions
{
    public const string Section = "Slack";

    /// <summary>Proves that a request comes from Slack. Empty: no request is believed.</summary>
    public string SigningSecret { get; set; } = "";

    /// <summary>The secret before it was regenerated; still believed while it stands here.</summary>
    public string SigningSecretPrevious { get; set; } = "";

    /// <summary><c>xoxb-…</c>: the token of one workspace, copied from the app's page.</summary>
    public string BotToken { get; set; } = "";

    /// <summary><c>xapp-…</c>: what Socket Mode connects with. Empty: Slack delivers over HTTP alone.</summary>
    public string AppToken { get; set; } = "";

    /// <summary>Of the app; with it, workspaces install the bot at <c>/slack/install</c>.</summary>
    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    /// <summary>Where people are asked whether they install the bot: <c>https://slack-gov.com/oauth/v2/authorize</c> for GovSlack.</summary>
    public string AuthorizeUrl { get; set; } = "https://slack.com/oauth/v2/authorize";

    /// <summary>Where the Web API is: <c>https://slack-gov.com/api/</c> for GovSlack.</summary>
    public string ApiBaseUrl { get; set; } = "https://slack.com/api/";

    /// <summary>Hosts, with their port if they have one, that addresses sent by Slack may point to. Empty: Slack's own.</summary>
    public string[] AllowedHosts { get; set; } = [];

    /// <summary>Reactions that keep a message in the timeline. Empty: <c>pushpin</c>.</summary>
    public string[] KeepReactions { get; set; } = [];

    /// <summary>The slash commands that are ours. Empty: <c>/incident</c> and <c>/inc</c>.</summary>
    public string[] CommandNames { get; set; } = [];

    /// <summary>Whether incidents may live, be announced and be answered for all in channels that another organisation is in.</summary>
    public bool AllowSharedChannels { get; set; }

    // Configuration adds to a list that is not empty, so the defaults stand here and not in the properties.
    public IReadOnlyCollection<string> HostsInForce => AllowedHosts is [] ? ["hooks.slack.com", "slack.com", "files.slack.com"] : AllowedHosts;

    public IReadOnlyCollection<string> KeepReactionsInForce => KeepReactions is [] ? ["pushpin"] : KeepReactions;

    public IReadOnlyCollection<string> CommandNamesInForce => CommandNames is [] ? ["/incident", "/inc"] : CommandNames;

    /// <summary>The settings that are missing for Slack to be on.</summary>
    public IReadOnlyList<string> Missing =>
    [
        .. IsSet(SigningSecret) || IsSet(AppToken) ? (string[])[] : ["Slack:SigningSecret (or Slack:AppToken)"],
        .. IsSet(BotToken) || IsInstallable ? (string[])[] : ["Slack:BotToken (or Slack:ClientId)"],
    ];

    public bool IsOn => Missing.Count == 0;

    /// <summary>Whether requests of Slack's can be believed.</summary>
    public bool HasHttp => IsSet(SigningSecret);

    public bool HasSocket => IsSet(AppToken);

    /// <summary>Whether workspaces can install the bot.</summary>
    public bool IsInstallable => IsSet(ClientId) && IsSet(ClientSecret);

    /// <summary>Whether a secret may be sent to, or a post made at, this address.</summary>
    public bool Allows(Uri address) =>
        IsSafe(address)
        && (HostsInForce.Contains(address.Host, StringComparer.OrdinalIgnoreCase) || HostsInForce.Contains(address.Authority, StringComparer.OrdinalIgnoreCase));

    internal static bool IsSet(string setting) => !string.IsNullOrWhiteSpace(setting);

    public static bool IsSafe(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
