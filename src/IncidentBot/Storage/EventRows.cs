using IncidentBot.Incidents;
using Npgsql;
using NpgsqlTypes;

namespace IncidentBot.Storage;

/// <summary>Events as the columns of one <c>unnest</c>: fifty rows cost one statement.</summary>
internal static class EventRows
{
    /// <summary>Parameters $1 to $15, one array a column, in the order of the insert below.</summary>
    internal const string Insert = """
        insert into timeline_events
               (incident_id, key, kind, occurred_at, precision, recorded_at, person_id, person_name,
                platform, workspace, channel, message_id, thread_id, permalink, detail)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            on conflict (key) do nothing
        """;

    internal static void Bind(NpgsqlParameterCollection parameters, IReadOnlyList<StampedEvent> rows)
    {
        void Texts(Func<StampedEvent, string?> value) => Add(NpgsqlDbType.Text, Column(value));

        Texts(row => row.Event.Incident.Value);
        Texts(row => row.Event.Key);
        Texts(row => row.Kind);
        Add(NpgsqlDbType.TimestampTz, Column(row => row.Event.OccurredAt.At.UtcDateTime));
        Texts(row => Precisions[(int)row.Event.OccurredAt.Precision]);
        Add(NpgsqlDbType.TimestampTz, Column(row => row.RecordedAt.UtcDateTime));
        Texts(row => row.Event.By.Id);
        Texts(row => row.Event.By.Name);
        Texts(row => row.Event.Source?.Conversation.Platform);
        Texts(row => row.Event.Source?.Conversation.Workspace);
        Texts(row => row.Event.Source?.Conversation.Channel);
        Texts(row => row.Event.Source?.MessageId);
        Texts(row => row.Event.Source?.ThreadId);
        Texts(row => row.Event.Source?.Permalink);
        Add(NpgsqlDbType.Jsonb, Column(row => row.Detail));

        T[] Column<T>(Func<StampedEvent, T> value)
        {
            var column = new T[rows.Count];
            for (var row = 0; row < rows.Count; row++)
                column[row] = value(rows[row]);
            return column;
        }

        void Add<T>(NpgsqlDbType type, T[] column) =>
            parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | type, Value = column });
    }

    private static readonly string[] Precisions = Enum.GetNames<Precision>();
}

/// <summary>An event ready to be written: its detail is JSON already.</summary>
internal sealed record StampedEvent(NewEvent Event, DateTimeOffset RecordedAt, string Kind, string Detail)
{
    public static StampedEvent Of(NewEvent happened, DateTimeOffset recordedAt) =>
        new(happened, recordedAt, EventKinds.Of(happened.Detail), Json.Write(happened.Detail));
}
