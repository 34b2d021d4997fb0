using System.Globalization;
using System.Text.Json.Nodes;
using IncidentBot.Tests.Slack.Fake.Methods;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>What is in the workspace: people, groups, channels and all that was said. One gate guards it.</summary>
public sealed partial class FakeWorkspace(TimeProvider clock)
{
    private readonly List<FakeChannel> _channels = [];
    private readonly List<FakeUser> _users = [];
    private readonly List<FakeGroup> _groups = [];
    private long _lastMicroseconds;
    private int _lastNumber = 1000;

    public Lock Gate { get; } = new();

    public string TeamId { get; set; } = "T0INCIDENT";
    public string AppId => "A0INCIDENT";
    public string BotId => "B0INCIDENT";
    public FakeUser BotUser { get; } = new("U0BOT", "incidentbot", "UTC", IsBot: true);

    /// <summary>What the bot said that rings somebody: whom (<c>channel</c>, <c>here</c>, <c>everyone</c> or an id), and in which words.</summary>
    public List<(FakeChannel Channel, string Whom, string Text)> Pings { get; } = [];

    /// <summary>What the bot showed to one person alone.</summary>
    public List<(FakeChannel Channel, string UserId, string Text)> Whispers { get; } = [];

    /// <summary>The plan or an administrator switched canvases off.</summary>
    public bool ForbidsCanvases { get; set; }

    internal List<FakeCanvas> Canvases { get; } = [];

    /// <summary>Takes what nobody waits for: the bot's own deeds, as events.</summary>
    internal Action<JsonObject> Tell { get; set; } = _ => { };

    internal IReadOnlyList<FakeChannel> Channels => _channels;
    internal IReadOnlyList<FakeUser> Users => [.. _users, BotUser];
    internal IReadOnlyList<FakeGroup> Groups => _groups;

    public FakeUser User(string name, string timeZone = "UTC")
    {
        lock (Gate)
        {
            if (_users.FirstOrDefault(user => user.Name == name) is { } known)
                return known;

            var user = new FakeUser(NewId("U"), name, timeZone);
            _users.Add(user);
            return user;
        }
    }

    /// <summary>Somebody who is no member like the others: a guest, or somebody of another company.</summary>
    public FakeUser Admit(Func<string, FakeUser> withId)
    {
        lock (Gate)
        {
            var user = withId(NewId("U"));
            _users.Add(user);
            return user;
        }
    }

    internal FakeUser Enter(FakeUser user)
    {
        lock (Gate)
            _users.Add(user);
        return user;
    }

    public FakeGroup Group(string handle, string name, params IEnumerable<FakePerson> members)
    {
        lock (Gate)
        {
            var group = new FakeGroup(NewId("S"), handle, name, [.. members.Select(member => member.User.Id)]);
            _groups.Add(group);
            return group;
        }
    }

    internal FakeGroup Change(FakeGroup group, IReadOnlyList<string> memberIds)
    {
        lock (Gate)
        {
            var changed = group with { MemberIds = memberIds };
            _groups[_groups.FindIndex(known => known.Id == group.Id)] = changed;
            return changed;
        }
    }

    internal FakeChannel Open(string name, string creatorId, bool isPrivate = false, bool isDirect = false, bool isShared = false)
    {
        var channel = new FakeChannel(this) { Id = NewId(isDirect ? "D" : "C"), Name = name, CreatorId = creatorId, IsPrivate = isPrivate || isDirect, IsDirect = isDirect, IsShared = isShared };
        channel.Admit(creatorId);
        _channels.Add(channel);
        return channel;
    }

    internal FakeChannel? FindChannel(string id) => _channels.FirstOrDefault(channel => channel.Id == id);

    internal FakeUser? FindUser(string id) => Users.FirstOrDefault(user => user.Id == id);

    internal string NewId(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}0{Interlocked.Increment(ref _lastNumber)}");

    /// <summary>The moment as Slack writes it; no two are the same.</summary>
    internal string NewTs()
    {
        lock (Gate)
        {
            var now = (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
            _lastMicroseconds = now > _lastMicroseconds || now < _lastMicroseconds - 60_000_000 ? now : _lastMicroseconds + 1;
            return string.Create(CultureInfo.InvariantCulture, $"{_lastMicroseconds / 1_000_000}.{_lastMicroseconds % 1_000_000:000000}");
        }
    }

    /// <summary>Puts a message into a channel.</summary>
    /// <returns>The event that tells of it.</returns>
    internal JsonObject Post(FakeChannel channel, FakeMessage message)
    {
        lock (Gate)
        {
            channel.Add(message);
            if (message.IsReply && channel.FindRecord(message.ThreadTs!) is { } parent)
                CountReply(channel, parent, message.Ts);
            if (message.BotId == BotId)
                Pings.AddRange(ControlTokens.Rung(message.Text, message.Blocks, message.Attachments).Select(whom => (channel, whom, message.Text)));
            return EventOf(channel, message.ToJson(this), message.Ts);
        }
    }

    /// <summary>Shows a message to one person alone; no event tells of it.</summary>
    internal FakeMessage Whisper(FakeChannel channel, string userId, MessageContent content, string? thread = null)
    {
        lock (Gate)
        {
            var message = new FakeMessage { Ts = NewTs(), Text = "", OnlyFor = userId, ThreadTs = thread, UserId = BotUser.Id, BotId = BotId, BotName = "IncidentBot" };
            content.PutInto(message);
            channel.Add(message);
            Whispers.Add((channel, userId, message.Text));
            return message;
        }
    }

    /// <summary>The count comes as a change of the message, though nobody edited it.</summary>
    private void CountReply(FakeChannel channel, FakeMessage parent, string reply)
    {
        var before = parent.ToJson(this);
        parent.ThreadTs = parent.Ts;
        parent.Replies++;
        parent.LatestReplyTs = reply;
        Tell(Changed(channel, parent, before));
    }

    /// <summary>Slack's own note in a channel: who joined, what was pinned, how the topic reads now.</summary>
    internal JsonObject Note(FakeChannel channel, string userId, string subtype, string text) =>
        Post(channel, new FakeMessage { Ts = NewTs(), UserId = userId, Subtype = subtype, Text = text });

    internal static JsonObject EventOf(FakeChannel channel, JsonObject message, string eventTs)
    {
        message["channel"] = channel.Id;
        message["channel_type"] = channel.Type;
        message["event_ts"] = eventTs;
        return message;
    }
}
