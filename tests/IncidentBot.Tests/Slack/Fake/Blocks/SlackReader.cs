using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>Reads blocks as a person does: names instead of tokens, nothing escaped; without the words on buttons.</summary>
internal sealed partial class SlackReader(FakeWorkspace workspace)
{
    public string Read(JsonArray blocks) => string.Join('\n', blocks.OfType<JsonObject>().SelectMany(LinesOf).Where(line => line.Length > 0));

    /// <summary>Takes the tokens apart first and un-escapes what is left.</summary>
    public string ReadText(string text)
    {
        var read = Token().Replace(text, token => Escape(NameOf(token.Groups["token"].Value)));
        return read.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);
    }

    private IEnumerable<string> LinesOf(JsonObject block) => PlacedElement.Word(block, "type") switch
    {
        "section" => [Text(block["text"]), .. Texts(block["fields"]), .. Menu(block["accessory"])],
        "header" => [Text(block["text"])],
        "context" => Texts(block["elements"]),
        "input" => [Text(block["label"]), Text(block["hint"])],
        "image" => [Text(block["title"]), PlacedElement.Word(block, "alt_text") ?? ""],
        "markdown" => [PlacedElement.Word(block, "text") ?? ""],
        "rich_text" => (block["elements"] as JsonArray ?? []).SelectMany(RichLines),
        "table" => (block["rows"] as JsonArray ?? []).Select(row => string.Join(" | ", row!.AsArray().Select(Cell))),
        "actions" => (block["elements"] as JsonArray ?? []).SelectMany(Menu),
        _ => [],
    };

    private IEnumerable<string> Texts(JsonNode? list) => (list as JsonArray ?? []).Select(Text);

    private string Text(JsonNode? node) => PlacedElement.Word(node, "type") switch
    {
        "plain_text" => PlacedElement.Word(node, "text") ?? "",
        "image" => PlacedElement.Word(node, "alt_text") ?? "",
        _ => ReadText(PlacedElement.Word(node, "text") ?? ""),
    };

    /// <summary>A menu shows what is chosen.</summary>
    private IEnumerable<string> Menu(JsonNode? element) => element?["initial_option"] is { } chosen ? [Text(chosen["text"])] : [];

    private string Cell(JsonNode? cell) => PlacedElement.Word(cell, "type") == "rich_text" ? string.Join(' ', LinesOf(cell!.AsObject())) : PlacedElement.Word(cell, "text") ?? "";

    private IEnumerable<string> RichLines(JsonNode? element) => PlacedElement.Word(element, "type") == "rich_text_list"
        ? element!["elements"]!.AsArray().SelectMany(RichLines)
        : [string.Concat((element?["elements"] as JsonArray ?? []).Select(Leaf))];

    private string Leaf(JsonNode? leaf) => PlacedElement.Word(leaf, "type") switch
    {
        "link" => PlacedElement.Word(leaf, "text") ?? PlacedElement.Word(leaf, "url") ?? "",
        "user" => NameOf("@" + PlacedElement.Word(leaf, "user_id")),
        "channel" => NameOf("#" + PlacedElement.Word(leaf, "channel_id")),
        "usergroup" => NameOf("!subteam^" + PlacedElement.Word(leaf, "usergroup_id")),
        "broadcast" => "@" + PlacedElement.Word(leaf, "range"),
        "emoji" => $":{PlacedElement.Word(leaf, "name")}:",
        "date" => PlacedElement.Word(leaf, "fallback") ?? "",
        _ => PlacedElement.Word(leaf, "text") ?? "",
    };

    private string NameOf(string token)
    {
        var (name, label) = token.IndexOf('|', StringComparison.Ordinal) is var bar and >= 0 ? (token[..bar], token[(bar + 1)..]) : (token, null);
        lock (workspace.Gate)
        {
            return name switch
            {
                ['@', .. var id] => "@" + (workspace.FindUser(id)?.Name ?? label ?? id),
                ['#', .. var id] => "#" + (workspace.FindChannel(id)?.Name ?? label ?? id),
                ['!', .. var rest] when rest.StartsWith("subteam^", StringComparison.Ordinal) =>
                    "@" + (workspace.Groups.FirstOrDefault(group => group.Id == rest["subteam^".Length..])?.Handle ?? label ?? rest),
                ['!', .. var rest] when rest.StartsWith("date^", StringComparison.Ordinal) => label ?? rest,
                ['!', .. var rest] => "@" + rest,
                _ => label ?? name,
            };
        }
    }

    private static string Escape(string text) => TypedText.Escape(text);

    [GeneratedRegex("<(?<token>[^<>]+)>")]
    private static partial Regex Token();
}
