using System.Text.Json;

namespace IncidentBot.Slack;

/// <summary>What surrounds a channel: its name, bookmarks, canvas, files, and its end.</summary>
public sealed partial class SlackWebApi
{
    /// <returns>The channel with the name that Slack made of it.</returns>
    public async Task<JsonElement> RenameAsync(string channel, string name, CancellationToken cancellationToken) =>
        (await client.CallAsync("conversations.rename", cancellationToken, ("channel", channel), ("name", name))).Child("channel"u8);

    public Task ArchiveAsync(string channel, CancellationToken cancellationToken) =>
        client.CallAsync("conversations.archive", cancellationToken, ("channel", channel));

    /// <summary>The people of a user group.</summary>
    public async Task<IReadOnlyList<string>> GroupMembersAsync(string group, CancellationToken cancellationToken) =>
        [.. (await client.CallAsync("usergroups.users.list", cancellationToken, ("usergroup", group))).Items("users"u8).Select(user => user.GetString()).OfType<string>()];

    public async Task<IReadOnlyList<JsonElement>> BookmarksAsync(string channel, CancellationToken cancellationToken) =>
        [.. (await client.CallAsync("bookmarks.list", cancellationToken, ("channel_id", channel))).Items("bookmarks"u8)];

    public Task AddBookmarkAsync(string channel, string title, string link, CancellationToken cancellationToken) =>
        client.CallAsync("bookmarks.add", cancellationToken, ("channel_id", channel), ("title", title), ("type", "link"), ("link", link));

    public Task EditBookmarkAsync(string channel, string bookmark, string title, CancellationToken cancellationToken) =>
        client.CallAsync("bookmarks.edit", cancellationToken, ("channel_id", channel), ("bookmark_id", bookmark), ("title", title));

    public Task RemoveBookmarkAsync(string channel, string bookmark, CancellationToken cancellationToken) =>
        client.CallAsync("bookmarks.remove", cancellationToken, ("channel_id", channel), ("bookmark_id", bookmark));

    /// <returns>The canvas's id.</returns>
    public async Task<string?> CreateCanvasAsync(string channel, string title, string markdown, CancellationToken cancellationToken)
    {
        var answer = await client.CallAsync(
            "conversations.canvases.create", cancellationToken, ("channel_id", channel), ("title", title), ("document_content", Document(markdown)));
        return answer.Text("canvas_id"u8);
    }

    /// <summary>Puts a document in place of all that stands in a canvas.</summary>
    public Task ReplaceCanvasAsync(string canvas, string markdown, CancellationToken cancellationToken) =>
        client.CallAsync("canvases.edit", cancellationToken, ("canvas_id", canvas), ("changes", $$"""[{"operation":"replace","document_content":{{Document(markdown)}}}]"""));

    /// <returns>Where the bytes go, and the file's id.</returns>
    public async Task<(string? Address, string? File)> UploadAddressAsync(string name, int length, CancellationToken cancellationToken)
    {
        var answer = await client.CallAsync(
            "files.getUploadURLExternal", cancellationToken,
            ("filename", name), ("length", length.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return (answer.Text("upload_url"u8), answer.Text("file_id"u8));
    }

    public Task CompleteUploadAsync(string channel, string? thread, string file, string title, CancellationToken cancellationToken) => client.CallAsync(
        "files.completeUploadExternal", cancellationToken,
        ("files", JsonSerializer.Serialize(new[] { new { id = file, title } })), ("channel_id", channel), ("thread_ts", thread));

    private static string Document(string markdown) => JsonSerializer.Serialize(new { type = "markdown", markdown });
}
