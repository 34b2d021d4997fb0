using Npgsql;
using NpgsqlTypes;

namespace IncidentBot.Storage;

/// <summary>What the bot is to do because of plain chat, written in the same statement as the messages: see <see cref="EventRows"/>.</summary>
internal static class OutboxRows
{
    /// <summary>
    /// Parameters $16 to $21, one array a column, and $22, the time. Expects the keys of the events that are new as <c>appended</c>: for a
    /// message that was delivered again nothing is done again.
    /// </summary>
    internal const string Insert = """
        insert into outbox (lane, incident_id, kind, payload, merge_key, created_at, due_at)
        select planned.lane, planned.incident_id, planned.kind, planned.payload, planned.merge_key, $22, $22
          from unnest($16, $17, $18, $19, $20, $21) as planned (key, lane, incident_id, kind, payload, merge_key)
          join appended on appended.key = planned.key
            on conflict (lane, merge_key)
                where merge_key is not null and started_at is null and sent_at is null and gave_up_at is null
                do nothing
        """;

    internal static void Bind(NpgsqlParameterCollection parameters, IReadOnlyList<(string Key, OutboxMessage Message)> rows, DateTimeOffset now)
    {
        Texts(row => row.Key);
        Texts(row => row.Message.Lane);
        Texts(row => row.Message.Incident?.Value);
        Texts(row => row.Message.Errand.GetType().Name);
        Add(NpgsqlDbType.Jsonb, row => Json.Write(row.Message.Errand));
        Texts(row => row.Message.MergeKey);
        parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.TimestampTz, Value = now.UtcDateTime });

        void Texts(Func<(string Key, OutboxMessage Message), string?> value) => Add(NpgsqlDbType.Text, value);

        void Add(NpgsqlDbType type, Func<(string Key, OutboxMessage Message), string?> value) =>
            parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | type, Value = rows.Select(value).ToArray() });
    }
}
