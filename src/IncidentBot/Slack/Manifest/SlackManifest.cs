using System.Text.Json.Nodes;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Slack;

/// <summary>
/// The app as Slack is told of it: from the same lists that the bot works by. Source: docs.slack.dev "App manifest
/// reference".
/// </summary>
public static class SlackManifest
{
    /// <summary>What the bot wants to hear of.</summary>
    public static IReadOnlyList<string> Events { get; } =
    [
        "app_home_opened", "app_mention", "app_uninstalled", "channel_archive", "channel_id_changed", "channel_rename", "channel_unarchive",
        "file_shared", "group_archive", "group_rename", "group_unarchive", "member_joined_channel", "member_left_channel", "message.channels",
        "message.groups", "message.im", "pin_added", "pin_removed", "reaction_added", "reaction_removed", "subteam_created",
        "subteam_members_changed", "subteam_updated", "tokens_revoked", "user_change",
    ];

    private static readonly Command[] First = [new StartCommand(), new NoteCommand(), new UpdateCommand(), new ResolveCommand(), new HelpCommand()];

    /// <param name="url">Where Slack reaches the bot; null for Socket Mode, which needs no address.</param>
    public static JsonObject Of(IEnumerable<string> commandNames, Uri? url) => new()
    {
        ["_metadata"] = new JsonObject { ["major_version"] = 2 },
        ["display_information"] = new JsonObject
        {
            ["name"] = "IncidentBot",
            ["description"] = "Runs incidents and writes the postmortem while they burn",
            ["background_color"] = "#7a1f1f",
        },
        ["features"] = Features(commandNames, url),
        ["oauth_config"] = OAuth(url),
        ["settings"] = Settings(url),
    };

    private static JsonObject Features(IEnumerable<string> commandNames, Uri? url) => new()
    {
        ["app_home"] = new JsonObject { ["home_tab_enabled"] = true, ["messages_tab_enabled"] = true, ["messages_tab_read_only_enabled"] = false },
        ["bot_user"] = new JsonObject { ["display_name"] = "incidentbot", ["always_online"] = true },
        ["shortcuts"] = new JsonArray(
            Shortcut("Declare incident", "global", SlackShortcuts.Declare, "Open the form for a new incident"),
            Shortcut("Declare incident", "message", SlackShortcuts.DeclareFromMessage, "Open the form for a new incident that begins with this message"),
            Shortcut("Add to timeline", "message", SlackShortcuts.AddToTimeline, "Keep this message in an incident's timeline"),
            Shortcut("Create action item", "message", SlackShortcuts.CreateActionItem, "Open the form for an action item that says what this message says")),
        ["slash_commands"] = List(commandNames.Select(name => SlashCommand(name, url))),
    };

    private static JsonObject Shortcut(string name, string type, string id, string description) =>
        new() { ["name"] = name, ["type"] = type, ["callback_id"] = id, ["description"] = description };

    private static JsonObject SlashCommand(string name, Uri? url)
    {
        var command = new JsonObject { ["command"] = name };
        if (url is not null)
            command["url"] = At(url, SlackEndpoints.Commands);
        command["description"] = "Run an incident; alone, it shows what makes sense here";
        command["usage_hint"] = string.Join(" | ", First.Select(verb => verb.Name));
        // So that people, groups and channels come as ids.
        command["should_escape"] = true;
        return command;
    }

    private static JsonObject OAuth(Uri? url)
    {
        var oauth = new JsonObject();
        if (url is not null)
            oauth["redirect_urls"] = new JsonArray(At(url, "/slack/oauth_redirect"));
        oauth["scopes"] = new JsonObject
        {
            ["bot"] = List(SlackScopes.All.Select(scope => JsonValue.Create(scope.Name))),
            ["bot_optional"] = List(SlackScopes.All.Where(scope => scope.IsOptional).Select(scope => JsonValue.Create(scope.Name))),
        };
        return oauth;
    }

    private static JsonObject Settings(Uri? url)
    {
        var events = new JsonObject();
        var interactivity = new JsonObject { ["is_enabled"] = true };
        if (url is not null)
        {
            events["request_url"] = At(url, SlackEndpoints.Events);
            interactivity["request_url"] = At(url, SlackEndpoints.Interactivity);
            interactivity["message_menu_options_url"] = At(url, SlackEndpoints.Interactivity);
        }

        events["bot_events"] = List(Events.Select(name => JsonValue.Create(name)));
        return new JsonObject
        {
            ["event_subscriptions"] = events,
            ["interactivity"] = interactivity,
            ["org_deploy_enabled"] = true,
            ["socket_mode_enabled"] = url is null,
            // Cannot be turned off once it is on; whoever wants it turns it on.
            ["token_rotation_enabled"] = false,
        };
    }

    private static JsonArray List(IEnumerable<JsonNode?> items) => [.. items];

    private static string At(Uri url, string path) => url.AbsoluteUri.TrimEnd('/') + path;
}
