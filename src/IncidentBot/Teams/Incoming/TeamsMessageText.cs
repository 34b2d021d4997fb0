using System.Text.Json;

namespace IncidentBot.Teams;

/// <summary>What a message says, as people read it.</summary>
public static class TeamsMessageText
{
    private const string Html = "text/html";
    private const string Cards = "application/vnd.microsoft.card.";
    private const int Longest = 40_000;

    public static string? HtmlOf(TeamsActivity activity)
    {
        var copy = activity.Root.Items("attachments"u8).FirstOrDefault(attachment => attachment.Text("contentType"u8) == Html).Text("content"u8);
        return string.IsNullOrWhiteSpace(copy) ? null : copy;
    }

    public static string Of(TeamsActivity activity, IReadOnlyList<TeamsMention> mentions)
    {
        var text = HtmlOf(activity) is { } html ? TeamsHtmlText.Read(html, index => mentions.ElementAtOrDefault(index) is { } mention ? Named(mention) : null) : "";
        if (text.Length == 0)
            text = TeamsCommandText.Replace(activity.Root.Text("text"u8) ?? "", mentions, Named).Replace('\u00A0', ' ').Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
        if (text.Length == 0)
            text = string.Join('\n', activity.Root.Items("attachments"u8).Where(IsCard).SelectMany(card => TextsIn(card.Child("content"u8), 0)));
        return Clean(text);
    }

    /// <summary>Neither NUL nor half a character can be stored.</summary>
    private static string Clean(string text)
    {
        if (text.Length > Longest)
            text = text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)];
        return text.Replace('\0', '\uFFFD');
    }

    private static string Named(TeamsMention mention) => "@" + mention.Name;

    private static bool IsCard(JsonElement attachment) => attachment.Text("contentType"u8)?.StartsWith(Cards, StringComparison.Ordinal) == true;

    /// <summary>What other bots say stands in cards.</summary>
    private static IEnumerable<string> TextsIn(JsonElement part, int depth) => part.ValueKind switch
    {
        _ when depth > 12 => [],
        JsonValueKind.Array => part.EnumerateArray().SelectMany(item => TextsIn(item, depth + 1)),
        JsonValueKind.Object => part.EnumerateObject().SelectMany(property => property.Name is "text" or "title" or "subtitle" or "value" && property.Value.ValueKind == JsonValueKind.String
            ? [property.Value.GetString()!]
            : property.Name is "actions" or "buttons" ? [] : TextsIn(property.Value, depth + 1)),
        _ => [],
    };
}
