using System.Runtime.CompilerServices;
using System.Text.Json;

namespace IncidentBot.Slack;

/// <summary>The methods of the Web API that the bot uses, in one workspace. Ids and <c>ts</c> are Slack's own.</summary>
/// <remarks>Every method throws as <see cref="SlackWorkspaceClient.CallAsync"/> does.</remarks>
public sealed partial class SlackWebApi(SlackWorkspaceClient client)
{
    private const string True = "true";

    /// <summary>Channels a page of <c>conversations.list</c> holds, and messages a page of history: the most that every kind of app may ask for.</summary>
    private const string ChannelsPerPage = "200";
    private const string MessagesPerPage = "15";

    public Task<JsonElement> AuthTestAsync(CancellationToken cancellationToken) => client.CallAsync("auth.test", cancellationToken);

    public async Task<JsonElement> UserAsync(string user, CancellationToken cancellationToken) =>
        (await client.CallAsync("users.info", cancellationToken, ("user", user))).Child("user"u8);

    public async Task<IReadOnlyList<JsonElement>> GroupsAsync(CancellationToken cancellationToken) =>
        [.. (await client.CallAsync("usergroups.list", cancellationToken, ("include_disabled", True))).Items("usergroups"u8)];

    public async Task<JsonElement> ChannelAsync(string channel, CancellationToken cancellationToken) =>
        (await client.CallAsync("conversations.info", cancellationToken, ("channel", channel))).Child("channel"u8);

    public async Task<JsonElement> CreateChannelAsync(string name, bool isPrivate, CancellationToken cancellationToken) =>
        (await client.CallAsync("conversations.create", cancellationToken, ("name", name), ("is_private", isPrivate ? True : "false"))).Child("channel"u8);

    /// <summary>Channels that are not archived, page by page.</summary>
    public async IAsyncEnumerable<JsonElement> ChannelsAsync(int mostPages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cursor = null;
        for (var page = 0; page < mostPages; page++)
        {
            var answer = await client.CallAsync(
                "conversations.list", cancellationToken,
                ("types", "public_channel,private_channel"), ("exclude_archived", True), ("limit", ChannelsPerPage), ("cursor", cursor));
            foreach (var channel in answer.Items("channels"u8))
                yield return channel;
            if ((cursor = NextCursor(answer)) is null)
                yield break;
        }
    }

    public Task SetPurposeAsync(string channel, string purpose, CancellationToken cancellationToken) =>
        client.CallAsync("conversations.setPurpose", cancellationToken, ("channel", channel), ("purpose", purpose));

    public Task SetTopicAsync(string channel, string topic, CancellationToken cancellationToken) =>
        client.CallAsync("conversations.setTopic", cancellationToken, ("channel", channel), ("topic", topic));

    /// <summary>Those who cannot come keep the others out no more: <c>force</c> leaves them out.</summary>
    /// <returns>With the reasons in <c>errors</c>.</returns>
    public Task<JsonElement> InviteAsync(string channel, IEnumerable<string> users, CancellationToken cancellationToken) =>
        client.CallAsync("conversations.invite", cancellationToken, ("channel", channel), ("users", string.Join(',', users)), ("force", True));

    public Task JoinAsync(string channel, CancellationToken cancellationToken) =>
        client.CallAsync("conversations.join", cancellationToken, ("channel", channel));

    /// <returns>The id of the conversation with that person alone.</returns>
    public async Task<string?> OpenDirectAsync(string user, CancellationToken cancellationToken) =>
        (await client.CallAsync("conversations.open", cancellationToken, ("users", user))).Child("channel"u8).Text("id"u8);

    /// <param name="mark">Found again in the post's metadata; nothing for what need not be found.</param>
    /// <returns>The <c>ts</c> of the post.</returns>
    public async Task<string?> PostAsync(string channel, string? thread, SlackContent content, string? mark, CancellationToken cancellationToken)
    {
        var answer = await client.CallAsync(
            "chat.postMessage", cancellationToken,
            ("channel", channel), ("text", content.Text), ("blocks", content.BlocksJson), ("thread_ts", thread), ("unfurl_links", "false"), ("unfurl_media", "false"),
            ("metadata", mark is null ? null : SlackPosts.Metadata(mark)));
        return answer.Text("ts"u8);
    }

    public Task PostEphemeralAsync(string channel, string? thread, string user, SlackContent content, CancellationToken cancellationToken) =>
        client.CallAsync("chat.postEphemeral", cancellationToken, ("channel", channel), ("thread_ts", thread), ("user", user), ("text", content.Text), ("blocks", content.BlocksJson));

    public Task UpdateAsync(string channel, string ts, SlackContent content, CancellationToken cancellationToken) =>
        client.CallAsync("chat.update", cancellationToken, ("channel", channel), ("ts", ts), ("text", content.Text), ("blocks", content.BlocksJson));

    /// <param name="view">JSON.</param>
    public Task OpenViewAsync(string trigger, string view, CancellationToken cancellationToken) =>
        client.CallAsync("views.open", cancellationToken, ("trigger_id", trigger), ("view", view));

    public Task PinAsync(string channel, string ts, CancellationToken cancellationToken) =>
        client.CallAsync("pins.add", cancellationToken, ("channel", channel), ("timestamp", ts));

    public Task ReactAsync(string channel, string ts, string reaction, CancellationToken cancellationToken) =>
        client.CallAsync("reactions.add", cancellationToken, ("channel", channel), ("timestamp", ts), ("name", reaction));

    public Task UnreactAsync(string channel, string ts, string reaction, CancellationToken cancellationToken) =>
        client.CallAsync("reactions.remove", cancellationToken, ("channel", channel), ("timestamp", ts), ("name", reaction));

    public Task<JsonElement> PinsAsync(string channel, CancellationToken cancellationToken) =>
        client.CallAsync("pins.list", cancellationToken, ("channel", channel));

    public async Task<JsonElement> FileAsync(string file, CancellationToken cancellationToken) =>
        (await client.CallAsync("files.info", cancellationToken, ("file", file))).Child("file"u8);

    /// <summary>The newest message that is not younger than <paramref name="ts"/>.</summary>
    public async Task<IReadOnlyList<JsonElement>> MessageAsync(string channel, string ts, CancellationToken cancellationToken) =>
        [.. (await client.CallAsync("conversations.history", cancellationToken, ("channel", channel), ("latest", ts), ("inclusive", True), ("limit", "1"))).Items("messages"u8)];

    /// <summary>A page of messages with their metadata: of a channel the newest first, of a thread the oldest.</summary>
    public Task<JsonElement> NewestAsync(string channel, string? thread, string oldest, string? cursor, CancellationToken cancellationToken) => client.CallAsync(
        thread is null ? "conversations.history" : "conversations.replies", cancellationToken,
        ("channel", channel), ("ts", thread), ("oldest", oldest), ("limit", MessagesPerPage), ("include_all_metadata", True), ("cursor", cursor));

    /// <summary>A page of history, the newest first.</summary>
    public Task<JsonElement> HistoryAsync(string channel, string oldest, string? latest, string? cursor, CancellationToken cancellationToken) => client.CallAsync(
        "conversations.history", cancellationToken,
        ("channel", channel), ("oldest", oldest), ("latest", latest), ("inclusive", True), ("limit", MessagesPerPage), ("cursor", cursor));

    /// <summary>A page of a thread, the oldest first, its first message among them.</summary>
    public Task<JsonElement> RepliesAsync(string channel, string thread, string? oldest, string? cursor, CancellationToken cancellationToken) =>
        client.CallAsync("conversations.replies", cancellationToken, ("channel", channel), ("ts", thread), ("oldest", oldest), ("inclusive", True), ("limit", MessagesPerPage), ("cursor", cursor));

    public static string? NextCursor(JsonElement page) =>
        page.Child("response_metadata"u8).Text("next_cursor"u8) is { Length: > 0 } cursor ? cursor : null;
}
