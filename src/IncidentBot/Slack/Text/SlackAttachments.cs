using System.Text.Json;

namespace IncidentBot.Slack;

/// <summary>What attachments say: the older way in which alerts are written, and messages that somebody passes on.</summary>
public static class SlackAttachments
{
    /// <param name="isBot">People attach only what they pass on; a link that unfolded is not their words, nor a bot's.</param>
    public static IEnumerable<string> Read(JsonElement message, bool isBot) => message.Items("attachments"u8)
        .Where(attachment => IsShared(attachment) || (isBot && !IsUnfolded(attachment)))
        .Select(Attachment);

    private static bool IsShared(JsonElement attachment) => attachment.IsTrue("is_share"u8);

    private static bool IsUnfolded(JsonElement attachment) =>
        attachment.Text("from_url"u8) is not null || attachment.Text("original_url"u8) is not null || attachment.IsTrue("is_app_unfurl"u8);

    private static string Attachment(JsonElement attachment)
    {
        var author = IsShared(attachment) && attachment.Text("author_name"u8) is { Length: > 0 } name ? $"{name}:" : null;
        var said = SlackBlocks.Joined(
            [attachment.Text("pretext"u8), author, Title(attachment), attachment.Text("text"u8), .. attachment.Items("fields"u8).Select(Field), SlackBlocks.Read(attachment)], "\n");
        return said.Length > 0 ? said : attachment.Text("fallback"u8) ?? "";
    }

    private static string? Title(JsonElement attachment)
    {
        var title = attachment.Text("title"u8);
        return title is { Length: > 0 } && !title.Contains('<', StringComparison.Ordinal) && attachment.Text("title_link"u8) is { Length: > 0 } link
            ? SlackLink.Of(SlackText.Unescape(link), SlackText.Unescape(title))
            : title;
    }

    private static string Field(JsonElement field) =>
        SlackBlocks.Joined([field.Text("title"u8), field.Text("value"u8)], ": ");
}
