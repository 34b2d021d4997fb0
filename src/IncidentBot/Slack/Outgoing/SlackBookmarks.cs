using System.Text.Json;
using IncidentBot.Incidents;

namespace IncidentBot.Slack;

/// <summary>The links above a channel. Those that people added are left alone.</summary>
public sealed class SlackBookmarks(SlackWorkspaces workspaces, SlackIdentity identity)
{
    private const int LongestTitle = 150;

    public async Task ShowAsync(Conversation conversation, IReadOnlyList<Linked> links, CancellationToken cancellationToken)
    {
        var api = workspaces.In(conversation.Workspace);
        var channel = conversation.Channel;
        var self = await identity.FindAsync(conversation.Workspace, cancellationToken);
        var there = (await api.BookmarksAsync(channel, cancellationToken)).Select(Bookmark.Read).ToList();

        foreach (var link in links)
        {
            var title = SlackCut.Plain(LongestTitle, link.Label);
            var shown = there.FirstOrDefault(bookmark => bookmark.Link == link.Url);
            if (shown is null)
                await AddAsync(api, channel, title, link.Url, cancellationToken);
            else if (shown.Title != title && self?.IsUser(shown.By) == true)
                await api.EditBookmarkAsync(channel, shown.Id, title, cancellationToken);
        }

        foreach (var bookmark in there.Where(bookmark => self?.IsUser(bookmark.By) == true && links.All(link => link.Url != bookmark.Link)))
            await api.RemoveBookmarkAsync(channel, bookmark.Id, cancellationToken);
    }

    /// <summary>An address that Slack does not take keeps none of the others away.</summary>
    private static async Task AddAsync(SlackWebApi api, string channel, string title, string link, CancellationToken cancellationToken)
    {
        try
        {
            await api.AddBookmarkAsync(channel, title, link, cancellationToken);
        }
        catch (SlackApiException refused) when (refused.Code == "invalid_link")
        {
            // It is in the document all the same.
        }
    }

    private sealed record Bookmark(string Id, string Title, string Link, string? By)
    {
        public static Bookmark Read(JsonElement bookmark) => new(
            bookmark.Text("id"u8) ?? "",
            SlackText.Unescape(bookmark.Text("title"u8) ?? ""),
            SlackText.Unescape(bookmark.Text("link"u8) ?? ""),
            bookmark.Text("last_updated_by_user_id"u8));
    }
}
