using System.Text.Json;

namespace IncidentBot.Slack;

/// <summary>What Block Kit's blocks say, in Slack's wire forms. Buttons and menus say nothing: they ask to be pressed.</summary>
public static class SlackBlocks
{
    // JSON is at most 64 deep, and so is this.
    private static readonly string[] Containers = ["title", "subtitle", "text", "body", "fields", "elements", "blocks", "description"];

    public static string Read(JsonElement holder) => Joined(holder.Items("blocks"u8).Select(Block), "\n");

    /// <summary>Whether a person typed it: then the blocks say all that the text does, and say it better.</summary>
    public static bool IsTyped(JsonElement message)
    {
        var blocks = message.Items("blocks"u8).ToList();
        return blocks.Count > 0 && blocks.All(block => block.Text("type"u8) == "rich_text");
    }

    private static string Block(JsonElement block) => block.Text("type"u8) switch
    {
        "rich_text" => SlackRichText.Read(block),
        "mrkdwn" or "markdown" => block.Text("text"u8) ?? "",
        "plain_text" or "text" or "raw_text" => SlackFormatter.Escape(block.Text("text"u8) ?? ""),
        "context" => Joined(block.Items("elements"u8).Select(Block), " "),
        "image" => Joined([Block(block.Child("title"u8)), SlackFormatter.Escape(block.Text("alt_text"u8) ?? "")], "\n"),
        "table" => Joined(block.Items("rows"u8).Select(Row), "\n"),
        "actions" or "button" or "divider" or "input" => "",
        _ => Joined(Containers.SelectMany(name => Parts(block, name)), "\n"),
    };

    private static string Row(JsonElement row) => row.ValueKind == JsonValueKind.Array
        ? string.Join(" | ", row.EnumerateArray().Select(cell => Block(cell).ReplaceLineEndings(" ")))
        : "";

    private static IEnumerable<string> Parts(JsonElement block, string name)
    {
        var child = block.ValueKind == JsonValueKind.Object && block.TryGetProperty(name, out var value) ? value : default;
        return child.ValueKind switch
        {
            JsonValueKind.Array => child.EnumerateArray().Select(Block),
            JsonValueKind.Object => [Block(child)],
            _ => [],
        };
    }

    internal static string Joined(IEnumerable<string?> parts, string separator) =>
        string.Join(separator, parts.Where(part => !string.IsNullOrWhiteSpace(part)));
}
