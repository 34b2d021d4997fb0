using System.Text.Json;

namespace IncidentBot.Slack;

/// <summary>What a post without a text says: its attachments, else its blocks. Still in Slack's wire forms.</summary>
public static class SlackBlocks
{
    // JSON is at most 64 deep, and so is this.
    private static readonly string[] Containers = ["elements", "fields", "text", "title", "description", "accessory"];

    public static string TextOf(JsonElement message, bool isBot)
    {
        var attached = isBot ? Joined(message.Items("attachments"u8).Select(Attachment), "\n") : "";
        return attached.Length > 0 ? attached : Joined(message.Items("blocks"u8).Select(Block), "\n");
    }

    private static string Attachment(JsonElement attachment)
    {
        var said = Joined([attachment.Text("pretext"u8), attachment.Text("title"u8), attachment.Text("text"u8)], "\n");
        if (said.Length > 0)
            return said;

        var blocks = Joined(attachment.Items("blocks"u8).Select(Block), "\n");
        return blocks.Length > 0 ? blocks : attachment.Text("fallback"u8) ?? "";
    }

    private static string Block(JsonElement block)
    {
        if (block.ValueKind != JsonValueKind.Object)
            return "";

        var type = block.Text("type"u8);
        if (type is "text" or "plain_text")
            return SlackFormatter.Escape(block.Text("text"u8) ?? "");
        if (Leaf(block, type) is { } leaf)
            return leaf;

        var isLine = type is "rich_text_section" or "rich_text_preformatted" or "rich_text_quote";
        return Joined(Containers.SelectMany(name => Parts(block, name)), isLine ? "" : "\n");
    }

    private static string? Leaf(JsonElement block, string? type) => type switch
    {
        "mrkdwn" or "markdown" => block.Text("text"u8) ?? "",
        "link" => $"<{SlackFormatter.Escape(block.Text("url"u8) ?? "")}|{SlackFormatter.Escape(block.Text("text"u8) ?? "")}>",
        "user" => $"<@{block.Text("user_id"u8)}>",
        "usergroup" => $"<!subteam^{block.Text("usergroup_id"u8)}>",
        "channel" => $"<#{block.Text("channel_id"u8)}>",
        "broadcast" => $"<!{block.Text("range"u8)}>",
        "emoji" => $":{block.Text("name"u8)}:",
        "button" or "divider" or "image" => block.Text("alt_text"u8) is { } shown ? SlackFormatter.Escape(shown) : "",
        _ => null,
    };

    private static IEnumerable<string> Parts(JsonElement block, string name)
    {
        var child = block.TryGetProperty(name, out var value) ? value : default;
        return child.ValueKind switch
        {
            JsonValueKind.Array => child.EnumerateArray().Select(Block),
            JsonValueKind.Object => [Block(child)],
            _ => [],
        };
    }

    private static string Joined(IEnumerable<string?> parts, string separator) =>
        string.Join(separator, parts.Where(part => !string.IsNullOrEmpty(part)));
}
