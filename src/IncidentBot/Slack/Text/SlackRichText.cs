using System.Globalization;
using System.Text;
using System.Text.Json;

namespace IncidentBot.Slack;

/// <summary>
/// What people write, as Slack's clients send it beside the text: <c>rich_text</c> blocks. Read into Slack's wire forms,
/// with lists, quotes and code as they look. Source: docs.slack.dev "Rich text block".
/// </summary>
public static class SlackRichText
{
    private const int DeepestIndent = 8;

    public static string Read(JsonElement block) => Lines(block.Items("elements"u8).Select(Element));

    private static string Element(JsonElement element) => element.Text("type"u8) switch
    {
        "rich_text_list" => List(element),
        "rich_text_quote" => Prefixed(Leaves(element), "&gt; "),
        "rich_text_preformatted" => $"```\n{Code(element).Trim('\n')}\n```",
        _ => Leaves(element),
    };

    private static string List(JsonElement list)
    {
        var indent = new string(' ', 4 * Math.Clamp(Number(list, "indent"), 0, DeepestIndent));
        var isOrdered = list.Text("style"u8) == "ordered";
        var first = Math.Max(0, Number(list, "offset")) + 1;
        return Lines(list.Items("elements"u8).Select((item, place) =>
            indent + (isOrdered ? string.Create(CultureInfo.InvariantCulture, $"{first + place}. ") : "• ") + Element(item)));
    }

    private static string Leaves(JsonElement section) => string.Concat(section.Items("elements"u8).Select(leaf => Styled(leaf, Leaf(leaf))));

    /// <summary>Nothing but letters: an address in code is no link.</summary>
    private static string Code(JsonElement section) => string.Concat(section.Items("elements"u8).Select(leaf =>
        leaf.Text("type"u8) == "link" ? SlackFormatter.Escape(leaf.Text("text"u8) is { Length: > 0 } text ? text : leaf.Text("url"u8) ?? "") : Leaf(leaf)));

    private static string Leaf(JsonElement leaf) => leaf.Text("type"u8) switch
    {
        "link" => SlackLink.Of(leaf.Text("url"u8), leaf.Text("text"u8)),
        "user" => $"<@{leaf.Text("user_id"u8)}>",
        "usergroup" => $"<!subteam^{leaf.Text("usergroup_id"u8)}>",
        "channel" => $"<#{leaf.Text("channel_id"u8)}>",
        "broadcast" => $"<!{leaf.Text("range"u8)}>",
        "emoji" => Emoji(leaf),
        "color" => SlackFormatter.Escape(leaf.Text("value"u8) ?? ""),
        "date" => Date(leaf),
        _ => SlackFormatter.Escape(leaf.Text("text"u8) ?? ""),
    };

    /// <summary>Code and what is struck out mean something; bold and italics are looks.</summary>
    private static string Styled(JsonElement leaf, string text)
    {
        var style = leaf.Child("style"u8);
        if (style.ValueKind != JsonValueKind.Object || string.IsNullOrWhiteSpace(text))
            return text;
        if (style.IsTrue("code"u8))
            return text.Contains('`', StringComparison.Ordinal) ? text : $"`{text}`";

        return style.IsTrue("strike"u8) ? $"~{text}~" : text;
    }

    private static string Emoji(JsonElement emoji)
    {
        if (emoji.Text("unicode"u8) is { Length: > 0 } unicode && Characters(unicode) is { } characters)
            return characters;

        var tone = Number(emoji, "skin_tone");
        return tone is >= 2 and <= 6
            ? string.Create(CultureInfo.InvariantCulture, $":{emoji.Text("name"u8)}::skin-tone-{tone}:")
            : $":{emoji.Text("name"u8)}:";
    }

    /// <summary><c>1f44d-1f3fd</c> is two characters that are seen as one.</summary>
    private static string? Characters(string unicode)
    {
        var characters = new StringBuilder();
        foreach (var hex in unicode.Split('-'))
        {
            if (!int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) || !Rune.IsValid(value) || value < 0x20)
                return null;
            characters.Append(new Rune(value).ToString());
        }

        return characters.ToString();
    }

    private static string Date(JsonElement date)
    {
        var fallback = SlackFormatter.Escape(date.Text("fallback"u8) ?? "").Replace('|', '/').ReplaceLineEndings(" ");
        var token = string.Create(CultureInfo.InvariantCulture, $"!date^{LongNumber(date, "timestamp")}^{{date}}");
        return fallback.Length == 0 ? $"<{token}>" : $"<{token}|{fallback}>";
    }

    private static string Prefixed(string text, string prefix) => Lines(text.TrimEnd('\n').Split('\n').Select(line => prefix + line));

    /// <summary>Slack ends a section before a list with a newline of its own.</summary>
    private static string Lines(IEnumerable<string> elements) => string.Join('\n', elements.Select(element => element.EndsWith('\n') ? element[..^1] : element));

    private static int Number(JsonElement element, string name) => (int)Math.Clamp(LongNumber(element, name), int.MinValue, int.MaxValue);

    private static long LongNumber(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : 0;
}
