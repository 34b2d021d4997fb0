using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Slack;

/// <summary>Makes chat events of what happens to channels: people come and go, they are archived and brought back.</summary>
public sealed class SlackConversations(SlackNames names)
{
    /// <returns>Nothing for other events, and for what the bot itself did.</returns>
    public async ValueTask<ConversationEvent?> TranslateAsync(SlackSelf self, string team, string channel, SlackEnvelope envelope, CancellationToken cancellationToken)
    {
        var (type, happened) = (envelope.Type, envelope.Event);
        if (DetailOf(type) is not { } detail || happened.Text("user"u8) is not { Length: > 0 } user || self.IsUser(user))
            return null;
        if (happened.Text("event_ts"u8) is not { } ts || !SlackTimestamp.TryRead(ts, out var at))
            return null;

        await names.KnowAsync(team, [user], cancellationToken);
        var conversation = SlackAddress.Conversation(team, channel);
        // Slack's own note of it is a message, but its id is not in the event.
        var source = new EventSource(conversation, $"{type}-{user}-{ts}");
        return new ConversationEvent($"{type} {conversation} {user} {ts}", source, names.Person(team, user), at, names.Zone(team, user), detail)
        {
            Standing = names.Standing(team, user, happened.Text("team"u8), envelope.Enterprise),
        };
    }

    private static TimelineDetail? DetailOf(string? type) => type switch
    {
        "member_joined_channel" => new PersonJoined(),
        "member_left_channel" => new PersonLeft(),
        "channel_archive" or "group_archive" => new HomeArchived(),
        "channel_unarchive" or "group_unarchive" => new HomeUnarchived(),
        _ => null,
    };
}
