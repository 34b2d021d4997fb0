using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Teams;

/// <summary>The bot is added and removed, people come and go, channels are renamed and deleted.</summary>
public sealed class TeamsMembership(TeamsWhereabouts places, TeamsAuthors people, TimeProvider time)
{
    /// <returns>What happened to people in a conversation.</returns>
    public async Task<IReadOnlyList<ConversationEvent>> TakeAsync(TeamsActivity activity, CancellationToken cancellationToken)
    {
        if (IsEnd(activity))
        {
            await EndAsync(activity, cancellationToken);
            return [];
        }

        await places.LearnAsync(activity, isCalled: true, hearsAll: false, cancellationToken);
        return
        [
            .. await OfPeopleAsync(activity, activity.Root.Items("membersAdded"u8), new PersonJoined(), "joined", cancellationToken),
            .. await OfPeopleAsync(activity, activity.Root.Items("membersRemoved"u8), new PersonLeft(), "left", cancellationToken),
        ];
    }

    /// <summary>Whether the bot is no longer there. An upgrade removes it for a moment only.</summary>
    private static bool IsEnd(TeamsActivity activity) => activity.Type == "installationUpdate"
        ? activity.Root.Text("action"u8) == "remove"
        : activity.EventType is "channelDeleted" or "teamDeleted" or "teamHardDeleted" || activity.Root.Items("membersRemoved"u8).Any(member => IsBot(activity, member));

    private async Task EndAsync(TeamsActivity activity, CancellationToken cancellationToken)
    {
        if (activity.EventType == "channelDeleted" && activity.TeamsChannelId is { } channel)
            await places.ForgetAroundAsync(activity.Tenant, channel, cancellationToken);
        else if (activity.TeamId is { } team)
            await places.ForgetAroundAsync(activity.Tenant, team, cancellationToken);
        else
            await places.ForgetAsync(activity.Tenant, activity.ConversationId, cancellationToken);
    }

    private async Task<List<ConversationEvent>> OfPeopleAsync(TeamsActivity activity, IEnumerable<JsonElement> members, TimelineDetail detail, string deed, CancellationToken cancellationToken)
    {
        var events = new List<ConversationEvent>();
        foreach (var member in members.Where(member => !IsBot(activity, member) && !TeamsAuthors.IsBot(member)))
        {
            if ((member.Text("aadObjectId"u8) ?? member.Text("id"u8)) is not { Length: > 0 } id)
                continue;

            var known = await people.FindAsync(activity.Tenant, id, cancellationToken);
            var person = known?.Person ?? new Person(TeamsAddress.Of(activity.Tenant, id), member.Text("name"u8) ?? "somebody");
            var at = activity.Timestamp ?? time.GetUtcNow();
            var source = new EventSource(activity.Conversation, $"{deed}-{id}-{at.ToUnixTimeMilliseconds()}");
            events.Add(new ConversationEvent($"{deed} {source.MessageKey}", source, person, at, TimeZoneInfo.Utc, detail));
        }

        return events;
    }

    private static bool IsBot(TeamsActivity activity, JsonElement member) => activity.BotId.Length > 0 && member.Text("id"u8) == activity.BotId;
}
