using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

public sealed class FakeChannel(FakeWorkspace workspace)
{
    private readonly List<FakeMessage> _messages = [];
    private readonly List<FakeMessage> _whispers = [];
    private readonly List<string> _members = [];
    private readonly List<FakeBookmark> _bookmarks = [];

    public required string Id { get; init; }
    public required string Name { get; set; }
    public bool IsPrivate { get; init; }
    public bool IsDirect { get; init; }
    public bool IsArchived { get; internal set; }

    /// <summary>With another company, by Slack Connect.</summary>
    public bool IsShared { get; init; }

    public string Topic { get; internal set; } = "";
    public string Purpose { get; internal set; } = "";
    public required string CreatorId { get; init; }

    /// <summary>The channel's own canvas.</summary>
    public FakeCanvas? Canvas { get; internal set; }

    public IReadOnlyList<FakeBookmark> Bookmarks
    {
        get
        {
            lock (workspace.Gate)
                return [.. _bookmarks];
        }
    }

    public string Type => IsDirect ? "im" : IsPrivate ? "group" : "channel";

    /// <summary>A copy: the bot may post while a test reads.</summary>
    public IReadOnlyList<FakeMessage> Messages
    {
        get
        {
            lock (workspace.Gate)
                return [.. _messages.Where(message => !message.IsDeleted).OrderBy(message => message.Ts, StringComparer.Ordinal)];
        }
    }

    public IReadOnlyList<string> Members
    {
        get
        {
            lock (workspace.Gate)
                return [.. _members];
        }
    }

    /// <summary>What the bot said here.</summary>
    public IReadOnlyList<FakeMessage> BotPosts => [.. Messages.Where(message => message.BotId == workspace.BotId)];

    public FakeMessage? Pinned => Messages.SingleOrDefault(message => message.IsPinned);

    /// <summary>What only this person sees here, from the bot.</summary>
    public IReadOnlyList<FakeMessage> EphemeralsOf(FakePerson person)
    {
        lock (workspace.Gate)
            return [.. _whispers.Where(message => message.OnlyFor == person.User.Id && !message.IsDeleted)];
    }

    /// <summary>What a person reads: the blocks if there are any, else the text.</summary>
    public string VisibleText(FakeMessage message)
    {
        var reader = new SlackReader(workspace);
        lock (workspace.Gate)
            return message.Blocks is { Count: > 0 } blocks ? reader.Read(blocks) : reader.ReadText(message.Text);
    }

    public IReadOnlyList<FakeButton> Buttons(FakeMessage message)
    {
        lock (workspace.Gate)
            return FakeButton.In(message.Blocks, new SlackReader(workspace));
    }

    internal bool Has(string userId) => _members.Contains(userId);

    internal void Admit(string userId) => _members.Add(userId);

    internal void Dismiss(string userId) => _members.Remove(userId);

    internal void Keep(FakeBookmark bookmark)
    {
        if (_bookmarks.FindIndex(known => known.Id == bookmark.Id) is var place and >= 0)
            _bookmarks[place] = bookmark;
        else
            _bookmarks.Add(bookmark);
    }

    internal void Forget(FakeBookmark bookmark) => _bookmarks.Remove(bookmark);

    /// <summary>With the tombstones of deleted messages that have replies.</summary>
    internal IEnumerable<FakeMessage> Records => _messages.Where(message => !message.IsDeleted || message.IsTombstone).OrderBy(message => message.Ts, StringComparer.Ordinal);

    internal FakeMessage? FindRecord(string ts) => _messages.FirstOrDefault(message => message.Ts == ts && (!message.IsDeleted || message.IsTombstone));

    internal FakeMessage? Find(string ts) => _messages.FirstOrDefault(message => message.Ts == ts && !message.IsDeleted);

    internal void Add(FakeMessage message)
    {
        message.Channel = this;
        (message.OnlyFor is null ? _messages : _whispers).Add(message);
    }

    internal JsonObject ToJson(FakeWorkspace known) => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["is_channel"] = Type == "channel",
        ["is_group"] = Type == "group",
        ["is_im"] = IsDirect,
        ["is_private"] = IsPrivate,
        ["is_archived"] = IsArchived,
        ["is_member"] = Has(known.BotUser.Id),
        ["is_ext_shared"] = IsShared,
        ["creator"] = CreatorId,
        ["topic"] = new JsonObject { ["value"] = Topic },
        ["purpose"] = new JsonObject { ["value"] = Purpose },
        ["num_members"] = _members.Count,
        ["properties"] = Canvas is null ? new JsonObject() : new JsonObject { ["canvas"] = new JsonObject { ["file_id"] = Canvas.Id, ["is_empty"] = Canvas.Markdown.Length == 0 } },
    };
}
