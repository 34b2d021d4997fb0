namespace IncidentBot.Teams;

/// <summary>
/// <c>Teams</c>: the bot's registration. Teams is off without <see cref="AppId"/>, <see cref="TenantId"/> and a way to prove who the bot is
/// (<see cref="AppPassword"/> or <see cref="Certificate"/>). The addresses are those of the public cloud; governments and tests set their own.
/// </summary>
public sealed class TeamsOptions
{
    public const string Section = "Teams";

    /// <summary>The application's (client) id.</summary>
    public string AppId { get; set; } = "";

    /// <summary>Its client secret.</summary>
    public string AppPassword { get; set; } = "";

    public TeamsCertificateOptions Certificate { get; set; } = new();

    public TeamsGraphOptions Graph { get; set; } = new();

    /// <summary>Whether an incident that is declared in a channel gets a channel of its own in that team, through Graph; else a thread.</summary>
    public bool OwnChannel { get; set; }

    /// <summary>The organisation's directory; others are refused.</summary>
    public string TenantId { get; set; } = "";

    /// <summary>Further tenants that may speak to the bot.</summary>
    public string[] AllowedTenants { get; set; } = [];

    public string OpenIdMetadataUrl { get; set; } = "https://login.botframework.com/v1/.well-known/openidconfiguration";

    /// <summary>Who signs what comes in; the scope of the bot's own token is made of it.</summary>
    public string Issuer { get; set; } = "https://api.botframework.com";

    /// <summary>Where the bot's own token is had. Empty: Microsoft's for <see cref="TenantId"/>.</summary>
    public string TokenUrl { get; set; } = "";

    /// <summary>Hosts (with their subdomains) or prefixes of addresses that the bot may answer to. Empty: Microsoft's own.</summary>
    public string[] AllowedServiceUrls { get; set; } = [];

    /// <summary>Takes what comes in without proof of who sent it: for Microsoft's local playground, and only while the bot listens on this machine alone.</summary>
    public bool AllowUnauthenticated { get; set; }

    /// <summary>
    /// Shows what is for one person alone in the conversation where they asked, by Microsoft's targeted messages (preview). Off, it is
    /// written to them in person: a service that does not know targeted messages would show it to everybody.
    /// </summary>
    public bool TargetedMessages { get; set; }

    // Configuration adds to a list that is not empty, so the defaults stand here and not in the properties.
    public IReadOnlyCollection<string> ServiceUrlsInForce =>
        AllowedServiceUrls is [] ? ["botframework.com", "smba.trafficmanager.net", "teams.microsoft.com", "teams.microsoft.us"] : AllowedServiceUrls;

    public string TokenUrlInForce => TokenUrl.Length > 0 ? TokenUrl : $"https://login.microsoftonline.com/{TenantId}/oauth2/v2.0/token";

    public string Scope => $"{Issuer}/.default";

    /// <summary>The settings that are missing for Teams to be on.</summary>
    public IReadOnlyList<string> Missing => AllowUnauthenticated
        ? []
        : [.. new[] { ("Teams:AppId", AppId), ("Teams:AppPassword (or Teams:Certificate:Path)", AppPassword + Certificate.Path), ("Teams:TenantId", TenantId) }.Where(setting => string.IsNullOrWhiteSpace(setting.Item2)).Select(setting => setting.Item1)];

    public bool IsOn => Missing.Count == 0;

    /// <summary>Whether the bot's token may be sent to this address: https (http on this machine alone), and a host or prefix that is allowed.</summary>
    public bool Allows(Uri address) =>
        address.IsAbsoluteUri && address.UserInfo.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && ServiceUrlsInForce.Any(allowed => Matches(address, allowed));

    private static bool Matches(Uri address, string allowed)
    {
        if (Uri.TryCreate(allowed, UriKind.Absolute, out var prefix) && prefix.Scheme.StartsWith("http", StringComparison.Ordinal))
            return Uri.Compare(address, prefix, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
                && (address.AbsolutePath + "/").StartsWith(prefix.AbsolutePath.TrimEnd('/') + "/", StringComparison.Ordinal);

        return address.Host.Equals(allowed, StringComparison.OrdinalIgnoreCase)
            || address.Authority.Equals(allowed, StringComparison.OrdinalIgnoreCase)
            || address.Host.EndsWith("." + allowed, StringComparison.OrdinalIgnoreCase);
    }
}
