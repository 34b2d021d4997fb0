namespace IncidentBot.Slack;

/// <summary>The entries of Slack's menus that call the bot, by the ids that come back when somebody takes one.</summary>
public static class SlackShortcuts
{
    /// <summary>In the menu of the message box: opens the form.</summary>
    public const string Declare = "declare_incident";

    /// <summary>In a message's menu: opens the form; the message becomes the first event.</summary>
    public const string DeclareFromMessage = "declare_from_message";

    /// <summary>In a message's menu: keeps the message.</summary>
    public const string AddToTimeline = "add_to_timeline";

    /// <summary>In a message's menu: opens the form of an action item with the message's words in it.</summary>
    public const string CreateActionItem = "create_action_item";
}
