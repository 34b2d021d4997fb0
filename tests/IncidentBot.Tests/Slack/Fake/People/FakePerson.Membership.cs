using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>Coming and going, and what people do to channels.</summary>
public sealed partial class FakePerson
{
    public Task<Delivery> JoinsAsync(FakeChannel channel) => DoAllAsync(() => _workspace.Joined(channel, user.Id));

    public Task<Delivery> LeavesAsync(FakeChannel channel) => DoAllAsync(() => _workspace.Left(channel, user.Id));

    public Task<Delivery> InvitesAsync(FakeChannel channel, FakePerson guest) => DoAllAsync(() => _workspace.Joined(channel, guest.User.Id, user.Id));

    public Task<Delivery> InvitesBotAsync(FakeChannel channel) => DoAllAsync(() => _workspace.Joined(channel, _workspace.BotUser.Id, user.Id));

    public Task<Delivery> RemovesBotAsync(FakeChannel channel) => DoAllAsync(() => _workspace.Left(channel, _workspace.BotUser.Id));

    public Task<Delivery> ArchivesAsync(FakeChannel channel) => DoAllAsync(() => _workspace.Archived(channel, user.Id, isArchived: true));

    public Task<Delivery> UnarchivesAsync(FakeChannel channel) => DoAllAsync(() => _workspace.Archived(channel, user.Id, isArchived: false));

    public Task<Delivery> RenamesAsync(FakeChannel channel, string name) => DoAllAsync(() => _workspace.Renamed(channel, user.Id, name));

    /// <summary>Puts a link at the top of a channel; no event tells of it.</summary>
    public void Bookmarks(FakeChannel channel, string title, string link)
    {
        lock (_workspace.Gate)
            channel.Keep(new FakeBookmark(_workspace.NewId("Bk"), channel.Id, title, link, null, user.Id));
    }

    private async Task<Delivery> DoAllAsync(Func<IReadOnlyList<JsonObject>> deed)
    {
        MustBeActive();
        IReadOnlyList<JsonObject> told;
        lock (_workspace.Gate)
            told = deed();
        var deliveries = new List<Delivery>();
        foreach (var inner in told)
            deliveries.Add(await slack.Inbox.DeliverAsync(inner));
        return deliveries.FirstOrDefault(delivery => !delivery.IsAcknowledged) ?? deliveries[0];
    }
}
