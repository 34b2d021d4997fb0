using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using Microsoft.Extensions.Options;

namespace IncidentBot.Slack;

/// <summary>Reactions and pins with which people keep a message in the timeline.</summary>
public sealed class SlackMarks(SlackNames names, SlackMessages messages, IOptions<SlackOptions> options)
{
    private const string Pin = "pin";
    private readonly HashSet<string> _keeping = [.. options.Value.KeepReactionsInForce.Select(reaction => reaction.Trim(':'))];

    public async ValueTask<ChatEvent?> OfReactionAsync(SlackSelf self, string team, JsonElement reacted, bool isKept, CancellationToken cancellationToken)
    {
        var item = reacted.Child("item"u8);
        if (item.Text("type"u8) != "message" || item.Text("channel"u8) is not { } channel || reacted.Text("user"u8) is not { } user || self.IsUser(user))
            return null;
        return Keeping(reacted.Text("reaction"u8)) is { } reaction
            ? await MarkAsync(self, team, channel, item, user, MarkOf(team, reaction, user), reacted.Text("event_ts"u8), isKept, cancellationToken)
            : null;
    }

    /// <summary>The marks that history shows on a message. When they were set it does not say.</summary>
    public async ValueTask<IReadOnlyList<MessageEvent>> OnAsync(
        SlackSelf self, string team, string channel, JsonElement message, DateTimeOffset seenAt, CancellationToken cancellationToken)
    {
        var marks = new List<MessageEvent>();
        foreach (var reaction in message.Items("reactions"u8))
        {
            if (Keeping(reaction.Text("name"u8)) is not { } name)
                continue;

            foreach (var user in reaction.Items("users"u8).Where(user => user.ValueKind == JsonValueKind.String).Select(user => user.GetString()!).Where(user => !self.IsUser(user)))
                marks.AddIfThere(await MarkAsync(self, team, channel, message, user, MarkOf(team, name, user), SlackTimestamp.Of(seenAt), isKept: true, cancellationToken));
        }

        return marks;
    }

    /// <param name="item">As <c>pins.list</c> shows it.</param>
    public async ValueTask<IReadOnlyList<MessageEvent>> OfListedPinAsync(
        SlackSelf self, string team, string channel, JsonElement item, DateTimeOffset pinnedAt, CancellationToken cancellationToken)
    {
        var message = item.Child("message"u8);
        if (item.Text("created_by"u8) is not { } user || self.IsUser(user))
            return [];

        var events = new List<MessageEvent>();
        events.AddIfThere(await messages.PostedAsync(self, team, channel, message, cancellationToken));
        events.AddIfThere(await MarkAsync(self, team, channel, message, user, Pin, SlackTimestamp.Of(pinnedAt), isKept: true, cancellationToken));
        return events;
    }

    /// <summary>A pin brings its message along, which may be one from before the bot listened.</summary>
    public async ValueTask<IReadOnlyList<ChatEvent>> OfPinAsync(SlackSelf self, string team, JsonElement pinned, bool isKept, CancellationToken cancellationToken)
    {
        var message = pinned.Child("item"u8).Child("message"u8);
        var channel = pinned.Text("channel_id"u8) ?? pinned.Child("item"u8).Text("channel"u8);
        if (channel is null || pinned.Text("user"u8) is not { } user || self.IsUser(user))
            return [];

        var posted = isKept ? await messages.PostedAsync(self, team, channel, message, cancellationToken) : null;
        var mark = await MarkAsync(self, team, channel, message, user, Pin, pinned.Text("event_ts"u8), isKept, cancellationToken);
        return [.. new ChatEvent?[] { posted, mark }.OfType<ChatEvent>()];
    }

    /// <summary>The reaction's name without its skin tone, if it keeps.</summary>
    private string? Keeping(string? reaction) => reaction?.Split("::")[0] is { } name && _keeping.Contains(name) ? name : null;

    private static string MarkOf(string team, string reaction, string user) => $"reaction {reaction} by {SlackAddress.Of(team, user)}";

    private async ValueTask<MessageEvent?> MarkAsync(
        SlackSelf self, string team, string channel, JsonElement message, string user, string mark, string? occasion, bool isKept, CancellationToken cancellationToken)
    {
        if (!SlackTimestamp.TryRead(message.Text("ts"u8), out _) || !SlackTimestamp.TryRead(occasion, out var at))
            return null;

        await names.KnowAsync(team, [user], cancellationToken);
        var source = SlackMessages.SourceOf(self, team, channel, message);
        TimelineDetail detail = isKept ? new MessageKept(mark, null, null) : new MessageUnkept(mark);
        return new MessageEvent(EventKeys.Mark(source, mark, $"{(isKept ? "set" : "taken away")} {occasion}"), source, names.Person(team, user), at, names.Zone(team, user), detail);
    }
}
