namespace IncidentBot.Slack;

/// <summary><c>Slack</c>: reached over HTTP with a signing secret, over a socket with an app token. Without one of the two and a bot token Slack is off.</summary>
public sealed class SlackOptions
{
    public const string Section = "Slack";

    /// <summary>Proves that a request comes from Slack. Empty: no request is believed.</summary>
    public string SigningSecret { get; set; } = "";

    /// <summary>The secret before it was regenerated; still believed while it stands here.</summary>
    public string SigningSecretPrevious { get; set; } = "";

    /// <summary><c>xoxb-…</c></summary>
    public string BotToken { get; set; } = "";

    /// <summary><c>xapp-…</c>, with <c>connections:write</c>: Slack delivers over a socket that the bot opens. Empty: no Socket Mode.</summary>
    public string AppToken { get; set; } = "";

    /// <summary>Where the Web API is: <c>https://slack-gov.com/api/</c> for GovSlack.</summary>
    public string ApiBaseUrl { get; set; } = "https://slack.com/api/";

    /// <summary>Hosts, with their port if they have one, that addresses sent by Slack may point to. Empty: Slack's own.</summary>
    public string[] AllowedHosts { get; set; } = [];

    /// <summary>Reactions that keep a message in the timeline. Empty: <c>pushpin</c>.</summary>
    public string[] KeepReactions { get; set; } = [];

    /// <summary>The slash commands that are ours. Empty: <c>/incident</c> and <c>/inc</c>.</summary>
    public string[] CommandNames { get; set; } = [];

    // Configuration adds to a list that is not empty, so the defaults stand here and not in the properties.
    public IReadOnlyCollection<string> HostsInForce => AllowedHosts is [] ? ["hooks.slack.com", "slack.com", "files.slack.com"] : AllowedHosts;

    public IReadOnlyCollection<string> KeepReactionsInForce => KeepReactions is [] ? ["pushpin"] : KeepReactions;

    public IReadOnlyCollection<string> CommandNamesInForce => CommandNames is [] ? ["/incident", "/inc"] : CommandNames;

    /// <summary>The settings that are missing for Slack to be on.</summary>
    public IReadOnlyList<string> Missing =>
    [
        .. new[] { (Name: "Slack:SigningSecret (or Slack:AppToken)", Value: SigningSecret + AppToken), (Name: "Slack:BotToken", Value: BotToken) }
            .Where(setting => string.IsNullOrWhiteSpace(setting.Value))
            .Select(setting => setting.Name),
    ];

    public bool IsOn => Missing.Count == 0;

    public bool HasHttp => IsSet(SigningSecret);

    public bool HasSocket => IsSet(AppToken);

    /// <summary>Whether a secret may be sent to, or a post made at, this address.</summary>
    public bool Allows(Uri address) =>
        IsSafe(address)
        && (HostsInForce.Contains(address.Host, StringComparer.OrdinalIgnoreCase) || HostsInForce.Contains(address.Authority, StringComparer.OrdinalIgnoreCase));

    internal static bool IsSet(string setting) => !string.IsNullOrWhiteSpace(setting);

    public static bool IsSafe(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
