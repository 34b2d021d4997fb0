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
        if (reacted.Text("reaction"u8)?.Split("::")[0] is not { } reaction || !_keeping.Contains(reaction))
            return null;

        var mark = $"reaction {reaction} by {SlackAddress.Of(team, user)}";
        return await MarkAsync(self, team, channel, item, user, mark, reacted.Text("event_ts"u8), isKept, cancellationToken);
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

    private async ValueTask<ChatEvent?> MarkAsync(
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
