using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Slack;

/// <summary>Makes chat events of Slack's message objects, wherever they come from: events, pins, history.</summary>
public sealed class SlackMessages(SlackNames names, SlackFiles files)
{
    public const string Tombstone = "tombstone";
    private const string Huddle = "huddle_thread";

    private static readonly string?[] Said = [null, "file_share", "thread_broadcast", "me_message", "bot_message", Huddle];

    /// <summary>Whether it is something somebody said; the rest is Slack's own talk of joining, topics and the like. A huddle says seldom anything.</summary>
    public static bool IsSaid(JsonElement message) =>
        message.Text("subtype"u8) is var subtype
        && Said.Contains(subtype)
        && (message.Text("user"u8) ?? message.Text("bot_id"u8)) is not null
        && (subtype != Huddle || !string.IsNullOrWhiteSpace(message.Text("text"u8)));

    public async ValueTask<MessageEvent?> PostedAsync(SlackSelf self, string team, string channel, JsonElement message, CancellationToken cancellationToken)
    {
        if (!IsSaid(message) || !SlackTimestamp.TryRead(message.Text("ts"u8), out var at))
            return null;

        var isBot = IsBot(message);
        var text = SlackMessageText.Of(message, isBot);
        await KnowAsync(team, message, text, cancellationToken);
        var source = SourceOf(self, team, channel, message);
        var posted = new MessagePosted(Read(team, text), isBot) { Files = await files.InAsync(team, message, cancellationToken) };
        return new MessageEvent(EventKeys.Message(source), source, AuthorOf(team, message), at, ZoneOf(team, message), posted);
    }

    /// <param name="change">A <c>message_changed</c>.</param>
    public async ValueTask<MessageEvent?> EditedAsync(SlackSelf self, string team, string channel, JsonElement change, CancellationToken cancellationToken)
    {
        var message = change.Child("message"u8);
        var previous = change.Child("previous_message"u8);
        var hasLostFiles = SlackFiles.HasLost(message, previous);
        if (!hasLostFiles && !IsRewritten(message, previous))
            return null;

        var edit = await VersionAsync(self, team, channel, message, change.Text("event_ts"u8) ?? change.Text("ts"u8), cancellationToken);
        return hasLostFiles && edit?.Detail is MessageEdited edited
            ? edit with { Detail = edited with { Files = await files.InAsync(team, message, previous, cancellationToken) } }
            : edit;
    }

    /// <summary>The message as it reads now, as the version that its last edit made of it.</summary>
    /// <param name="otherwise">The version of one that nobody edited, though it reads otherwise.</param>
    public async ValueTask<MessageEvent?> VersionAsync(
        SlackSelf self, string team, string channel, JsonElement message, string? otherwise, CancellationToken cancellationToken)
    {
        var version = message.Child("edited"u8).Text("ts"u8) ?? otherwise;
        if (!IsSaid(message) || message.Text("ts"u8) is null || !SlackTimestamp.TryRead(version, out var at))
            return null;

        var text = SlackMessageText.Of(message, IsBot(message));
        await KnowAsync(team, message, text, cancellationToken);
        var source = SourceOf(self, team, channel, message);
        var edited = new MessageEdited(Read(team, text), version!);
        return new MessageEvent(EventKeys.Edit(source, version!), source, AuthorOf(team, message), at, ZoneOf(team, message), edited);
    }

    /// <param name="deletion">A <c>message_deleted</c>, or the tombstone that a thread keeps in place of its first message.</param>
    public async ValueTask<MessageEvent?> DeletedAsync(SlackSelf self, string team, string channel, JsonElement deletion, CancellationToken cancellationToken)
    {
        var message = deletion.Child("previous_message"u8);
        var ts = deletion.Text("deleted_ts"u8) ?? deletion.Child("message"u8).Text("ts"u8) ?? message.Text("ts"u8);
        if (!SlackTimestamp.TryRead(ts, out _) || !SlackTimestamp.TryRead(deletion.Text("event_ts"u8) ?? deletion.Text("ts"u8), out var at))
            return null;

        await KnowAsync(team, message, "", cancellationToken);
        var source = SourceOf(self, team, channel, ts!, message.Text("thread_ts"u8));
        return new MessageEvent(EventKeys.Deletion(source), source, AuthorOf(team, message), at, ZoneOf(team, message), new MessageDeleted());
    }

    /// <summary>History shows where a message with replies was deleted, but neither when nor by whom.</summary>
    public static MessageEvent? DeletedBefore(SlackSelf self, string team, string channel, JsonElement tombstone, DateTimeOffset at)
    {
        if (!SlackTimestamp.TryRead(tombstone.Text("ts"u8), out _))
            return null;

        var source = SourceOf(self, team, channel, tombstone);
        return new MessageEvent(EventKeys.Deletion(source), source, Person.Bot, at, TimeZoneInfo.Utc, new MessageDeleted());
    }

    public static EventSource SourceOf(SlackSelf self, string team, string channel, JsonElement message) =>
        SourceOf(self, team, channel, message.Text("ts"u8) ?? "", message.Text("thread_ts"u8));

    private static EventSource SourceOf(SlackSelf self, string team, string channel, string ts, string? parent)
    {
        var thread = parent is { Length: > 0 } && parent != ts ? parent : null;
        return new EventSource(SlackAddress.Conversation(team, channel), ts, thread, self.Permalink(channel, ts, thread));
    }

    /// <summary>Unfurled links and counted replies come as changes too: their text is the same and nobody edited it.</summary>
    private static bool IsRewritten(JsonElement message, JsonElement previous)
    {
        if (message.Child("edited"u8).ValueKind == JsonValueKind.Object)
            return true;

        var isBot = IsBot(message);
        return previous.ValueKind == JsonValueKind.Object && SlackMessageText.Of(previous, isBot) != SlackMessageText.Of(message, isBot);
    }

    private static bool IsBot(JsonElement message) => message.Text("bot_id"u8) is not null || message.Text("subtype"u8) == "bot_message";

    private ValueTask KnowAsync(string team, JsonElement message, string text, CancellationToken cancellationToken)
    {
        var author = message.Text("user"u8);
        var ids = text.Contains('<', StringComparison.Ordinal) ? SlackText.IdsIn(text) : [];
        return names.KnowAsync(team, author is null ? ids : ids.Prepend(author), cancellationToken);
    }

    private string Read(string team, string text) =>
        SlackText.HasWireForms(text) ? SlackText.Read(text, new SlackReading(id => names.Find(team, id)?.Name)) : SlackText.Clean(text);

    private Person AuthorOf(string team, JsonElement message)
    {
        var botName = message.Child("bot_profile"u8).Text("name"u8) ?? message.Text("username"u8);
        if (message.Text("user"u8) is { } user)
            return names.Person(team, user, botName);

        return message.Text("bot_id"u8) is { } bot
            ? new Person(SlackAddress.Of(team, bot), SlackText.Clean(SlackText.Unescape(botName ?? bot)))
            : new Person(SlackAddress.Of(team, "unknown"), "unknown");
    }

    private TimeZoneInfo ZoneOf(string team, JsonElement message) =>
        message.Text("user"u8) is { } user ? names.Zone(team, user) : TimeZoneInfo.Utc;
}
