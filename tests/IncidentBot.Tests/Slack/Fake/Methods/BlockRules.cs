using System.Globalization;
using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake.Methods;

/// <summary>The limits of Block Kit for messages; the first thing amiss refuses the message.</summary>
internal static class BlockRules
{
    private const int MostBlocks = 50;

    public static void Check(JsonArray blocks)
    {
        if (blocks.Count > MostBlocks)
            throw Invalid("/blocks", $"no more than {MostBlocks} items allowed");

        var ids = new HashSet<string>();
        for (var place = 0; place < blocks.Count; place++)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"/blocks/{place}");
            var block = blocks[place] as JsonObject ?? throw Invalid(at, "must be an object");
            if (Text(block, "block_id") is { } id && (id.Length > 255 || !ids.Add(id)))
                throw Invalid(at + "/block_id", "block_id must be unique and shorter than 256 characters");
            CheckBlock(block, at);
        }
    }

    private static void CheckBlock(JsonObject block, string at)
    {
        switch (Text(block, "type"))
        {
            case "section":
                CheckSection(block, at);
                break;
            case "header":
                CheckText(block["text"], at + "/text", 150, "plain_text");
                break;
            case "context":
                CheckCount(block["elements"], at + "/elements", 10);
                CheckTexts(block["elements"], at + "/elements", 3000);
                break;
            case "actions":
                CheckCount(block["elements"], at + "/elements", 25);
                CheckActions((JsonArray)block["elements"]!, at + "/elements");
                break;
            case "image":
                CheckLength(Text(block, "alt_text"), at + "/alt_text", 2000);
                CheckLength(Text(block, "image_url"), at + "/image_url", 3000);
                break;
            case "markdown":
                CheckLength(Text(block, "text"), at + "/text", 12_000);
                break;
            case "table":
                CheckCount(block["rows"], at + "/rows", 100);
                break;
            case "divider" or "rich_text":
                break;
            case var type:
                throw Invalid(at + "/type", $"unsupported type: {type}");
        }
    }

    private static void CheckSection(JsonObject block, string at)
    {
        if (block["text"] is null && block["fields"] is null)
            throw Invalid(at, "missing text or fields");
        if (block["text"] is { } text)
            CheckText(text, at + "/text", 3000);
        if (block["fields"] is { } fields)
        {
            CheckCount(fields, at + "/fields", 10);
            CheckTexts(fields, at + "/fields", 2000);
        }
    }

    private static void CheckActions(JsonArray elements, string at)
    {
        var ids = new HashSet<string>();
        for (var place = 0; place < elements.Count; place++)
        {
            var here = string.Create(CultureInfo.InvariantCulture, $"{at}/{place}");
            var element = elements[place] as JsonObject ?? throw Invalid(here, "must be an object");
            if (Text(element, "action_id") is { } id && (id.Length > 255 || !ids.Add(id)))
                throw Invalid(here + "/action_id", "action_id must be unique and shorter than 256 characters");
            if (Text(element, "type") != "button")
                continue;

            CheckText(element["text"], here + "/text", 75, "plain_text");
            CheckLength(Text(element, "value") ?? "-", here + "/value", 2000);
            CheckLength(Text(element, "url") ?? "-", here + "/url", 3000);
        }
    }

    private static void CheckTexts(JsonNode? list, string at, int longest)
    {
        var place = 0;
        foreach (var text in (JsonArray)list!)
            CheckText(text, string.Create(CultureInfo.InvariantCulture, $"{at}/{place++}"), longest);
    }

    private static void CheckText(JsonNode? node, string at, int longest, string? type = null)
    {
        if (node is not JsonObject text || Text(text, "type") is not ("plain_text" or "mrkdwn") || (type is not null && Text(text, "type") != type))
            throw Invalid(at, $"must be a text object{(type is null ? "" : " of type " + type)}");
        CheckLength(Text(text, "text"), at + "/text", longest);
    }

    private static void CheckLength(string? text, string at, int longest)
    {
        if (string.IsNullOrEmpty(text))
            throw Invalid(at, "must be more than 0 characters");
        if (text.EnumerateRunes().Count() > longest)
            throw Invalid(at, string.Create(CultureInfo.InvariantCulture, $"must be less than {longest + 1} characters"));
    }

    private static void CheckCount(JsonNode? list, string at, int most)
    {
        if (list is not JsonArray { Count: > 0 } items)
            throw Invalid(at, "must have at least 1 item");
        if (items.Count > most)
            throw Invalid(at, string.Create(CultureInfo.InvariantCulture, $"no more than {most} items allowed"));
    }

    private static SlackError Invalid(string at, string why) => new("invalid_blocks", $"[ERROR] {why} [json-pointer:{at}]");

    private static string? Text(JsonObject node, string name) => node[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
