using System.Globalization;
using System.Text.Json;
using Dapper;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>What a look at one incident's whole log found.</summary>
/// <param name="Faults">What does not fit, by the number of its event; none where the log is whole.</param>
public sealed record ChainReport(IncidentId Incident, long Events, ChainHead Chain, FrozenText? Frozen, IReadOnlyList<ChainFault> Faults)
{
    public bool IsWhole => Faults.Count == 0;

    public override string ToString() => IsWhole
        ? string.Create(CultureInfo.InvariantCulture, $"{Incident} is whole: {Events} events, {Chain.Length} links, head {Chain.Head}{(Frozen is null ? "" : $", signed text {Frozen.Sha256}")}")
        : string.Create(CultureInfo.InvariantCulture, $"{Incident} is BROKEN at event {Faults[0].EventId}: {Faults[0].Why}.{(Faults.Count == 1 ? "" : $" {Faults.Count - 1} more do not fit.")}");
}

public sealed record ChainFault(long EventId, string Why);

/// <summary>
/// Proves that a log is what it was: every event has its link, every link its event, each follows from the one before, what
/// was changed was changed by right, and the signed text is the one that was signed. What is still unsealed is sealed first.
/// Whoever rewrites log and chain together is found out by a head that was written down elsewhere before.
/// </summary>
public sealed class EventChainProof(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <returns>Nothing where there is no such incident.</returns>
    public async Task<ChainReport?> VerifyAsync(IncidentId incident, CancellationToken cancellationToken)
    {
        const string stored = "select record from incidents where id = @id and version > 0";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var known = new CommandDefinition(stored, new { id = incident.Value }, cancellationToken: cancellationToken);
        if (await connection.QuerySingleOrDefaultAsync<string>(known) is null)
            return null;

        await EventChainState.OpenAsync(connection, incident, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var chain = await EventChainState.LockAsync(connection, incident, cancellationToken);
        var before = Json.Read<IncidentRecord>(await connection.QuerySingleAsync<string>(known));
        var events = await EventChainLinks.EventsAsync(connection, incident, cancellationToken);
        var after = Json.Read<IncidentRecord>(await connection.QuerySingleAsync<string>(known));
        var links = (await EventChainLinks.AllAsync(connection, incident, cancellationToken)).ToList();
        var rights = await ChangeRights.OfAsync(connection, incident, cancellationToken);
        links.AddRange(SealRest(chain, events, links, rights));

        // It may have been signed while this was read; then one of the two is what the events say.
        var faults = EventChainFaults.In(events, links, chain, rights).Concat(FaultsOfReview(events, [before, after])).ToList();
        await chain.SaveAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ChainReport(
            incident, events.Count, new ChainHead(chain.Length, Convert.ToHexStringLower(chain.Head)), after.Review.Frozen, [.. faults.OrderBy(fault => fault.EventId)]);
    }

    private List<ChainLink> SealRest(EventChainState chain, List<ChainedEvent> events, List<ChainLink> links, ChangeRights rights)
    {
        var now = time.GetUtcNow();
        var last = new Dictionary<long, ChainLink>(links.Count);
        foreach (var link in links)
            last[link.EventId] = link;

        var added = new List<ChainLink>();
        foreach (var happened in events)
        {
            if (!last.TryGetValue(happened.Id, out var link))
                added.Add(chain.Add(happened, ChainLink.New, now));
            else if (happened.IsRedactedSince(link) && rights.IsDeleted(happened))
                added.Add(chain.Add(happened, ChainLink.Redacted, now));
        }

        return added;
    }

    /// <summary>Whether the texts that were signed fit their hashes and signatures, and the record shows the last one of them.</summary>
    private static IEnumerable<ChainFault> FaultsOfReview(IEnumerable<ChainedEvent> events, IncidentRecord[] records)
    {
        var log = new List<TimelineEvent>();
        foreach (var happened in events.Where(happened => happened.Detail.Length > 0))
        {
            if (Read(happened) is not { } read)
                return [new ChainFault(happened.Id, "it can't be read")];
            log.Add(read);
        }

        var frozen = log.Aggregate(new Review(), (review, happened) => review.Apply(happened)).Frozen;
        if (ReviewProof.FirstFault(log) is { } fault)
            return [new ChainFault(fault.EventId, fault.Why)];
        return records.Any(record => (record.Review.Frozen?.EventId, record.Review.Frozen?.Sha256) == (frozen?.EventId, frozen?.Sha256))
            ? []
            : [new ChainFault(frozen?.EventId ?? records[^1].Review.Frozen!.EventId, "the incident's record shows another signed text than its log")];
    }

    private static TimelineEvent? Read(ChainedEvent happened)
    {
        var recorded = new DateTimeOffset(happened.RecordedAt, TimeSpan.Zero);
        try
        {
            return new TimelineEvent(happened.Id, new Moment(recorded), recorded, happened.By, null, Json.Read<TimelineDetail>(happened.Detail));
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
