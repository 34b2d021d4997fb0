using System.Text.Json.Nodes;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Teams;

/// <summary>
/// The app as Teams is told of it: from the same commands that the bot works by. Source: Microsoft's schema of the app
/// manifest; 1.12 is the lowest version that knows the permissions to hear what is said in a team or chat.
/// </summary>
public static class TeamsManifest
{
    /// <summary>Entries of a message's menu.</summary>
    public const string AddToTimeline = "addToTimeline";

    public const string DeclareIncident = "declareIncident";

    public const string ColorIcon = "color.png";
    public const string OutlineIcon = "outline.png";

    private const string Schema = "1.12";
    private static readonly string[] Scopes = ["personal", "team", "groupchat"];

    private static readonly Command[] First =
    [
        new HelpCommand(), new StartCommand(), new ShowCommand(), new NoteCommand(), new RoleCommand(), new SeverityCommand(), new UpdateCommand(),
        new ResolveCommand(), new PostmortemCommand(), new ListCommand(),
    ];

    /// <param name="url">Where the bot's pages are, as people's browsers reach them.</param>
    /// <param name="version">Of the package: Teams takes a changed one only under a higher number.</param>
    /// <param name="ownChannel">Whether incidents get channels of their own: then permissions for that are asked for too.</param>
    public static JsonObject Of(Guid app, Uri url, string version, bool ownChannel = false) => new()
    {
        ["$schema"] = $"https://developer.microsoft.com/json-schemas/teams/v{Schema}/MicrosoftTeams.schema.json",
        ["manifestVersion"] = Schema,
        ["version"] = version,
        ["id"] = app.ToString(),
        ["developer"] = new JsonObject { ["name"] = "IncidentBot", ["websiteUrl"] = At(url), ["privacyUrl"] = At(url), ["termsOfUseUrl"] = At(url) },
        ["icons"] = new JsonObject { ["color"] = ColorIcon, ["outline"] = OutlineIcon },
        ["name"] = new JsonObject { ["short"] = "IncidentBot", ["full"] = "IncidentBot: incidents and postmortems" },
        ["description"] = new JsonObject
        {
            ["short"] = "Runs incidents and writes the postmortem while they burn",
            ["full"] = "Declare an incident where you talk: mention IncidentBot and say start P1 and what is wrong. It keeps the timeline, asks for what is missing, "
                + "reminds people of what they took on, and writes the postmortem meanwhile. Mention it and say help to see all commands.",
        },
        ["accentColor"] = "#7A1F1F",
        ["bots"] = new JsonArray(Bot(app)),
        ["composeExtensions"] = new JsonArray(Menu(app)),
        ["permissions"] = new JsonArray("identity", "messageTeamMembers"),
        ["validDomains"] = new JsonArray(url.Host),
        ["webApplicationInfo"] = new JsonObject { ["id"] = app.ToString(), ["resource"] = $"api://{url.Host}/{app}" },
        ["authorization"] = new JsonObject { ["permissions"] = new JsonObject { ["resourceSpecific"] = new JsonArray([.. Permissions(ownChannel).Select(Asked)]) } },
        ["defaultInstallScope"] = "team",
        ["defaultGroupCapability"] = new JsonObject { ["team"] = "bot", ["groupchat"] = "bot" },
    };

    private static JsonObject Bot(Guid app) => new()
    {
        ["botId"] = app.ToString(),
        ["scopes"] = List(Scopes),
        ["supportsFiles"] = false,
        ["isNotificationOnly"] = false,
        ["commandLists"] = new JsonArray(new JsonObject
        {
            ["scopes"] = List(Scopes),
            ["commands"] = new JsonArray([.. First.Select(command => new JsonObject { ["title"] = command.Name, ["description"] = Cut(command.Summary, 128) })]),
        }),
    };

    private static JsonObject Menu(Guid app) => new()
    {
        ["botId"] = app.ToString(),
        ["commands"] = new JsonArray(
            Entry(AddToTimeline, "Add to timeline", "Keep this message in an incident's timeline"),
            Entry(DeclareIncident, "Declare incident", "Open the form for a new incident that begins with this message")),
    };

    private static JsonObject Entry(string id, string title, string description) => new()
    {
        ["id"] = id,
        ["type"] = "action",
        ["title"] = title,
        ["description"] = description,
        ["context"] = new JsonArray("message"),
        ["fetchTask"] = true,
    };

    private static string[] Permissions(bool ownChannel) =>
        ["ChannelMessage.Read.Group", "ChatMessage.Read.Chat", .. ownChannel ? [GraphChannels.Creates, GraphChannels.Describes] : Array.Empty<string>()];

    private static JsonNode Asked(string permission) => new JsonObject { ["name"] = permission, ["type"] = "Application" };

    private static JsonArray List(IEnumerable<string> words) => [.. words.Select(word => (JsonNode?)word)];

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";

    private static string At(Uri url) => url.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/";
}
