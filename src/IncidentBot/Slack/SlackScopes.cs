namespace IncidentBot.Slack;

/// <summary>A permission of the bot's token.</summary>
/// <param name="For">What the bot does with it, as the operator is told.</param>
/// <param name="IsOptional">Whoever installs the app may leave it out: the bot then does without.</param>
public sealed record SlackScope(string Name, string For, bool IsOptional = false);

/// <summary>What the bot asks for when it is installed: the one list for the manifest, the installation and the check of what was granted.</summary>
public static class SlackScopes
{
    public static IReadOnlyList<SlackScope> All { get; } =
    [
        new("app_mentions:read", "hear when somebody mentions it"),
        new("bookmarks:read", "find the bookmarks it made"),
        new("bookmarks:write", "bookmark the document in an incident's channel"),
        new("channels:history", "read what is said in public channels it is in"),
        new("channels:join", "join a public channel it is to post in"),
        new("channels:manage", "open, name and archive incidents' channels"),
        new("channels:read", "know public channels by their names"),
        new("chat:write", "post and edit its messages"),
        new("chat:write.public", "announce in public channels it is not in"),
        new("commands", "answer slash commands and shortcuts"),
        new("files:read", "name the files that people share"),
        new("groups:history", "read what is said in private channels it is in"),
        new("groups:read", "know private channels it is in by their names"),
        new("groups:write", "open private channels for private incidents"),
        new("im:history", "read what people write to it alone"),
        new("im:write", "write to people alone"),
        new("pins:read", "keep what people pin"),
        new("pins:write", "pin an incident's card"),
        new("reactions:read", "keep what people mark with a reaction"),
        new("reactions:write", "show on a message that it is in the timeline"),
        new("team:read", "know the workspace's name"),
        new("users:read", "know people by their names and time zones"),
        new("users:read.email", "tell members from strangers and match owners"),
        new("canvases:read", "find the canvas of an incident's channel", IsOptional: true),
        new("canvases:write", "keep the document in a canvas", IsOptional: true),
        new("files:write", "upload the document as a file", IsOptional: true),
        new("usergroups:read", "know user groups by their names and invite them", IsOptional: true),
    ];
}
