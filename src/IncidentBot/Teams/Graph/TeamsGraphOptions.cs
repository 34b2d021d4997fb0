namespace IncidentBot.Teams;

/// <summary>
/// <c>Teams:Graph</c>: reads what was said before the bot listened, and while it was away. Off unless asked for: it is a second
/// service with its own token, and what it may read is for the organisation to decide.
/// </summary>
public sealed class TeamsGraphOptions
{
    public bool Enabled { get; set; }

    /// <summary>Where Graph is; the scope of the bot's token for it is made of it. Source: "Microsoft Graph national cloud deployments".</summary>
    public string BaseUrl { get; set; } = Public;

    /// <summary>Of the clouds there are; to no other host the token is sent.</summary>
    public static IReadOnlyList<string> Hosts { get; } = ["graph.microsoft.com", "graph.microsoft.us", "dod-graph.microsoft.us", "microsoftgraph.chinacloudapi.cn"];

    public Uri Base => new(BaseUrl);

    public string Scope => $"{Base.GetLeftPart(UriPartial.Authority)}/.default";

    private const string Public = "https://graph.microsoft.com";
}
