using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Outbox;

/// <summary>Gives an incident its channel, and makes do with the conversation where it was declared if the platform forbids one.</summary>
public sealed partial class HomeOpener(IncidentWriter writer, IncidentStore incidents, ChatErrands errands, TimeProvider time, ILogger<HomeOpener> logger)
{
    public async Task OpenAsync(IncidentId id, OpenHomeErrand errand, IChatPlatform platform, CancellationToken cancellationToken)
    {
        var record = await incidents.FindAsync(id, cancellationToken) ?? throw new UnknownIncidentException(id);
        if (record.Incident.Home is null)
            await MoveInAsync(id, await OpenOrStayAsync(id, errand, platform, cancellationToken), errand, cancellationToken);

        var home = (await incidents.FindAsync(id, cancellationToken))!.Incident.Home!;
        if (home != errand.Origin)
            await platform.InviteAsync(home, errand.PersonIds, cancellationToken);
    }

    private async Task<OpenedHome> OpenOrStayAsync(IncidentId id, OpenHomeErrand errand, IChatPlatform platform, CancellationToken cancellationToken)
    {
        try
        {
            return await platform.OpenHomeAsync(new HomeRequest(errand.Origin, id, errand.Slug, errand.IsPrivate), cancellationToken);
        }
        catch (DeliveryException refused) when (refused.RetryAfter is null)
        {
            LogNoChannel(id, refused.Code);
            return new OpenedHome(errand.Origin, errand.Origin.Channel);
        }
    }

    private Task MoveInAsync(IncidentId id, OpenedHome home, OpenHomeErrand errand, CancellationToken cancellationToken)
    {
        var opened = new EventDraft(new Moment(time.GetUtcNow()), Person.Bot, new HomeOpened(home.Conversation, home.Name));
        return writer.ChangeAsync(
            id,
            new EventStamp($"home {id}", null),
            null,
            (record, _) => record.Incident.Home is null ? Decision.Record(opened) : Decision.Nothing,
            new MovingIn(errands.ForState, errand.Origin, home),
            cancellationToken);
    }

    /// <summary>Besides card and topic, the conversation where it was declared learns where the incident lives.</summary>
    private sealed class MovingIn(IErrandPlanner state, Conversation origin, OpenedHome home) : IErrandPlanner
    {
        public IEnumerable<OutboxMessage> Plan(IncidentRecord before, IncidentRecord after, Decision decision)
        {
            var said = home.Conversation == origin
                ? BotText.Say($"{after.Incident.Id} stays in this conversation: a channel of its own could not be opened.")
                : BotText.Say($"{after.Incident.Id} lives in {new ChannelNamed(home.Conversation, home.Name)}");
            return state.Plan(before, after, decision).Append(new OutboxMessage(after.Incident.Id.Value, after.Incident.Id, new PostErrand(origin, null, said)));
        }
    }

    [LoggerMessage(LogLevel.Error, "{Incident} gets no channel of its own: the platform says {Code}. It stays where it was declared.")]
    private partial void LogNoChannel(IncidentId incident, string code);
}
