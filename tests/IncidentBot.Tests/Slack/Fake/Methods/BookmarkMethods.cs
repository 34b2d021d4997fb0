using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake.Methods;

internal sealed class BookmarkMethods(FakeWorkspace workspace)
{
    private const int MostBookmarks = 100;

    public IEnumerable<ApiMethod> All =>
    [
        new("bookmarks.add", 2, Add) { Scopes = _ => ["bookmarks:write"] },
        new("bookmarks.edit", 2, Edit) { Scopes = _ => ["bookmarks:write"] },
        new("bookmarks.remove", 2, Remove) { Scopes = _ => ["bookmarks:write"] },
        new("bookmarks.list", 3, List) { Scopes = _ => ["bookmarks:read"] },
    ];

    private JsonObject Add(ApiCall call)
    {
        var channel = ChannelOf(call);
        if (call.Required("type") != "link")
            throw new SlackError("invalid_bookmark_type");
        if (channel.Bookmarks.Count >= MostBookmarks)
            throw new SlackError("too_many_bookmarks");

        var bookmark = new FakeBookmark(workspace.NewId("Bk"), channel.Id, call.Required("title"), LinkOf(call.Required("link")), call.Text("emoji"), workspace.BotUser.Id);
        channel.Keep(bookmark);
        return Shown(bookmark);
    }

    private JsonObject Edit(ApiCall call)
    {
        var channel = ChannelOf(call);
        var old = BookmarkOf(channel, call);
        var bookmark = old with { Title = call.Text("title") ?? old.Title, Link = LinkOf(call.Text("link") ?? old.Link), Emoji = call.Text("emoji") ?? old.Emoji, UserId = workspace.BotUser.Id };
        channel.Keep(bookmark);
        return Shown(bookmark);
    }

    private JsonObject Remove(ApiCall call)
    {
        var channel = ChannelOf(call);
        channel.Forget(BookmarkOf(channel, call));
        return [];
    }

    private JsonObject List(ApiCall call) => new() { ["bookmarks"] = new JsonArray([.. ChannelOf(call).Bookmarks.Select(bookmark => bookmark.ToJson())]) };

    private FakeChannel ChannelOf(ApiCall call)
    {
        var channel = workspace.SeenBy(call, "channel_id");
        if (!channel.Has(workspace.BotUser.Id))
            throw new SlackError("not_in_channel");
        return channel.IsArchived ? throw new SlackError("is_archived") : channel;
    }

    private static FakeBookmark BookmarkOf(FakeChannel channel, ApiCall call)
    {
        var id = call.Required("bookmark_id");
        return channel.Bookmarks.FirstOrDefault(bookmark => bookmark.Id == id) ?? throw new SlackError("not_found");
    }

    private static string LinkOf(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? link : throw new SlackError("invalid_link");

    private static JsonObject Shown(FakeBookmark bookmark) => new() { ["bookmark"] = bookmark.ToJson() };
}
