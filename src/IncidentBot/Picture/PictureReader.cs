using IncidentBot.Incidents;
using IncidentBot.Postmortems.Picture;
using IncidentBot.Storage;

namespace IncidentBot.Picture;

/// <summary>What a picture shows, read from the log without its chat, of which only the number of messages counts.</summary>
public sealed class PictureReader(IncidentStore incidents, TimelineEventStore events, MessageCounts counts, TimeProvider time)
{
    // A picture that many look at is read once, as long as nothing changes; a running incident changes with each minute.
    private const int MostKept = 200;

    private readonly Dictionary<IncidentId, (string State, PictureFacts Facts)> _kept = [];
    private readonly Lock _lock = new();

    /// <returns>Nothing where there is no such incident.</returns>
    public async Task<DrawnPicture?> ReadAsync(IncidentId id, CancellationToken cancellationToken)
    {
        if (await incidents.FindAsync(id, cancellationToken) is not { } record)
            return null;

        var now = time.GetUtcNow();
        var said = (await incidents.CountAsync(id, cancellationToken)).Seen;
        var state = record.Incident.IsOver ? $"{record.Version}.{said}" : $"{record.Version}.{said}.{now.ToUnixTimeSeconds() / 60}";
        lock (_lock)
        {
            if (_kept.TryGetValue(id, out var kept) && kept.State == state)
                return new DrawnPicture(kept.Facts, state);
        }

        var log = new List<TimelineEvent>();
        await foreach (var happened in events.ReadAsync(id, withChat: false, cancellationToken))
            log.Add(happened);
        var messages = (await counts.PerMinuteAsync(id, cancellationToken)).Select(count => new MinuteCount(count.Minute, count.Messages));
        var facts = PictureFacts.Of(record, log, messages, now);
        lock (_lock)
        {
            if (_kept.Count >= MostKept)
                _kept.Clear();
            _kept[id] = (state, facts);
        }

        return new DrawnPicture(facts, state);
    }
}

/// <param name="State">Another one as soon as the picture may look different.</param>
public sealed record DrawnPicture(PictureFacts Facts, string State)
{
    public string Draw(PictureUse use) => IncidentPicture.Draw(Facts, use);
}
