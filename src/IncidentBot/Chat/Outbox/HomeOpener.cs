using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Outbox;

/// <summary>
/// Gives an incident its channel. Where the platform forbids one, it makes do with the conversation where it was declared;
/// a private incident with the one between its declarer and the bot.
/// </summary>
public sealed class HomeOpener(IncidentStore incidents, HomeRecorder recorder, ChatErrands errands, OutboxStore outbox, OperatorNotes notes)
{
    /// <summary>What follows from the home, card and topic and invitations among it, is planned when it is recorded.</summary>
    public async Task OpenAsync(IncidentId id, OpenHomeErrand errand, IChatPlatform platform, CancellationToken cancellationToken)
    {
        var record = await incidents.FindAsync(id, cancellationToken) ?? throw new UnknownIncidentException(id);
        if (!LacksHome(record.Incident))
            return;

        var (home, isOwn) = await OpenOrStayAsync(id, errand, platform, cancellationToken);
        await recorder.OpenedAsync(id, home, isOwn, LacksHome, new MovingIn(errands.ForState, errand, home, isOwn, record.Incident), cancellationToken);
    }

    private static bool LacksHome(Incident incident) => incident.Home is null || incident.IsHomeArchived;

    private async Task<(OpenedHome Home, bool IsOwn)> OpenOrStayAsync(IncidentId id, OpenHomeErrand errand, IChatPlatform platform, CancellationToken cancellationToken)
    {
        try
        {
            return (await platform.OpenHomeAsync(new HomeRequest(errand.Origin, id, errand.Slug, errand.IsPrivate), cancellationToken), true);
        }
        catch (DeliveryException refused) when (refused.RetryAfter is null)
        {
            await notes.TellAsync(
                "channel",
                refused.Code,
                $"{id} has no channel of its own: the platform says {refused.Code}. It stays {(errand.IsQuiet ? "between its declarer and the bot" : "where it was declared")}.",
                errand.Origin,
                cancellationToken);
            var place = errand.IsQuiet ? await OpenDirectAsync(id, errand, platform, cancellationToken) : errand.Origin;
            return (new OpenedHome(place, place.Channel), false);
        }
    }

    /// <summary>Nothing that is private is said where it was declared: then it has no conversation, and its declarer is told so.</summary>
    private async Task<Conversation> OpenDirectAsync(IncidentId id, OpenHomeErrand errand, IChatPlatform platform, CancellationToken cancellationToken)
    {
        try
        {
            return await platform.OpenDirectAsync(errand.PersonIds[0], cancellationToken);
        }
        catch (DeliveryException refused) when (refused.RetryAfter is null)
        {
            var told = BotText.Say($"{id} has no conversation: I may open neither a private channel nor one with you alone. Commands take its id, as in `show {id}`.");
            await outbox.AddAsync([new OutboxMessage(id.Value, id, new PrivateErrand(errand.Origin, errand.PersonIds[0], told))], cancellationToken);
            throw;
        }
    }

    /// <summary>Its people are brought in, and the conversation where it was declared learns where the incident lives.</summary>
    private sealed class MovingIn(IErrandPlanner state, OpenHomeErrand errand, OpenedHome home, bool isOwn, Incident before) : IErrandPlanner
    {
        public IEnumerable<OutboxMessage> Plan(IncidentRecord unmoved, IncidentRecord after, Decision decision)
        {
            var id = after.Incident.Id;
            if (isOwn)
                yield return new OutboxMessage($"{id} invites", id, new InviteErrand(errand.PersonIds));
            foreach (var message in state.Plan(unmoved, after, decision))
                yield return message;

            yield return new OutboxMessage(id.Value, id, Told(id));
            if (isOwn && before is { Home: { } old, HomeName: { } name })
                yield return new OutboxMessage(id.Value, id, new PostHomeErrand(BotText.Say($"{id} goes on here; what was said before is in {new ChannelNamed(old, name)}.")));
        }

        private Errand Told(IncidentId id)
        {
            var declarer = errand.PersonIds[0];
            if (!isOwn)
            {
                return errand.IsQuiet
                    ? new PostHomeErrand(BotText.Say($"{id} stays between you and me: a private channel could not be opened."))
                    : new PostErrand(errand.Origin, null, BotText.Say($"{id} stays in this conversation: a channel of its own could not be opened.")) { ElseTo = declarer };
            }

            var lives = BotText.Say($"{id} lives in {new ChannelNamed(home.Conversation, home.Name)}");
            return errand.IsQuiet ? new PrivateErrand(errand.Origin, declarer, lives) : new PostErrand(errand.Origin, null, lives) { ElseTo = declarer };
        }
    }
}
