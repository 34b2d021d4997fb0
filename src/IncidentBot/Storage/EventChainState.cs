using Dapper;
using IncidentBot.Incidents;
using Npgsql;
using NpgsqlTypes;

namespace IncidentBot.Storage;

/// <summary>
/// One incident's chain, held by this transaction alone until it ends. Its row is the lock: whoever holds an incident's row
/// as well has taken that one first.
/// </summary>
internal sealed class EventChainState
{
    private readonly NpgsqlConnection _connection;
    private readonly List<ChainLink> _added = [];
    private DateTime? _sealedAt;

    private EventChainState(NpgsqlConnection connection, IncidentId incident, Row row)
    {
        (_connection, Incident) = (connection, incident);
        (Length, Head, SealedUpTo, _sealedAt) = (row.Length, row.Head, row.SealedUpTo, row.SealedAt);
    }

    public IncidentId Incident { get; }

    public long Length { get; private set; }

    /// <summary>The last seal; empty as long as there is none.</summary>
    public byte[] Head { get; private set; }

    public long SealedUpTo { get; set; }

    /// <summary>Outside of the transaction that locks it: making it looks at the incident's row, which a writer may hold.</summary>
    public static async Task OpenAsync(NpgsqlConnection connection, IncidentId incident, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into event_chains (incident_id)
            select @id
             where not exists (select from event_chains where incident_id = @id)
                on conflict do nothing
            """;
        await connection.ExecuteAsync(new CommandDefinition(sql, new { id = incident.Value }, cancellationToken: cancellationToken));
    }

    public static async Task<EventChainState> LockAsync(NpgsqlConnection connection, IncidentId incident, CancellationToken cancellationToken)
    {
        const string sql = "select length, head, sealed_up_to as SealedUpTo, sealed_at as SealedAt from event_chains where incident_id = @id for update";
        return new EventChainState(connection, incident, await connection.QuerySingleAsync<Row>(
            new CommandDefinition(sql, new { id = incident.Value }, cancellationToken: cancellationToken)));
    }

    /// <summary>Adds a link; <see cref="SaveAsync"/> writes it.</summary>
    public ChainLink Add(ChainedEvent happened, string why, DateTimeOffset now)
    {
        // Time never goes back along the chain, whatever a clock does.
        var moment = new DateTime(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);
        var link = ChainLink.After(Head, Length + 1, happened, why, _sealedAt > moment ? _sealedAt.Value : moment);
        (Head, Length, _sealedAt) = (link.Seal, link.Place, link.SealedAt);
        _added.Add(link);
        return link;
    }

    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        const string sql = "update event_chains set length = @Length, head = @Head, sealed_up_to = @SealedUpTo, sealed_at = @sealedAt where incident_id = @id";
        const string links = "copy event_seals (incident_id, place, event_id, leaf, parts, seal, why, sealed_at) from stdin (format binary)";
        if (_added.Count > 0)
        {
            await using var writer = await _connection.BeginBinaryImportAsync(links, cancellationToken);
            foreach (var link in _added)
            {
                await writer.StartRowAsync(cancellationToken);
                await writer.WriteAsync(Incident.Value, NpgsqlDbType.Text, cancellationToken);
                await writer.WriteAsync(link.Place, NpgsqlDbType.Bigint, cancellationToken);
                await writer.WriteAsync(link.EventId, NpgsqlDbType.Bigint, cancellationToken);
                await writer.WriteAsync(link.Leaf, NpgsqlDbType.Bytea, cancellationToken);
                await writer.WriteAsync(link.Parts, NpgsqlDbType.Bytea, cancellationToken);
                await writer.WriteAsync(link.Seal, NpgsqlDbType.Bytea, cancellationToken);
                await writer.WriteAsync(link.Why, NpgsqlDbType.Text, cancellationToken);
                await writer.WriteAsync(link.SealedAt, NpgsqlDbType.TimestampTz, cancellationToken);
            }

            await writer.CompleteAsync(cancellationToken);
        }

        await _connection.ExecuteAsync(new CommandDefinition(
            sql, new { Length, Head, SealedUpTo, sealedAt = _sealedAt, id = Incident.Value }, cancellationToken: cancellationToken));
        _added.Clear();
    }

    private sealed record Row
    {
        public long Length { get; init; }
        public required byte[] Head { get; init; }
        public long SealedUpTo { get; init; }
        public DateTime? SealedAt { get; init; }
    }
}
