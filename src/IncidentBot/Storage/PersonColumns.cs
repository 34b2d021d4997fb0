using Dapper;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>What is kept of people beside the incidents' records follows where two accounts turn out to be one person's. Done again, it changes nothing.</summary>
internal static class PersonColumns
{
    /// <param name="from">Under which nothing is kept any more.</param>
    public static Task FollowAsync(NpgsqlConnection connection, string from, string to)
    {
        const string sql = """
            -- Who was told of something is not told of it again.
            update reminders r
               set recipient = @to
             where recipient = @from
               and not exists (select
                                 from reminders o
                                where o.recipient = @to
                                  and o.kind = r.kind
                                  and o.slot = r.slot
                                  and o.incident_id is not distinct from r.incident_id
                                  and o.item_id is not distinct from r.item_id
                                  and (o.dropped_why is null or o.kind = 'digest'));
            update reminders set dropped_why = 'the same person is told under another account' where recipient = @from and sent_at is null and dropped_why is null;
            update reminder_posts set recipient = @to where recipient = @from;
            update teams set people = replace(people::text, to_json(@fromId::text)::text, to_json(@toId::text)::text)::jsonb where strpos(people::text, to_json(@fromId::text)::text) > 0;
            update open_questions set asked_of = @toId where asked_of = @fromId;
            update waiting_marks set person_id = @toId where person_id = @fromId;
            update nudges n
               set slot = left(slot, -length(@fromId)) || @toId
             where right(slot, length(@fromId) + 1) = ' ' || @fromId
               and not exists (select from nudges o where o.incident_id = n.incident_id and o.kind = n.kind and o.slot = left(n.slot, -length(@fromId)) || @toId);
            """;
        return connection.ExecuteAsync(sql, new { from = $"person {from}", to = $"person {to}", fromId = from, toId = to });
    }

    /// <summary>The same for an incident that has just learned of it, in its own transaction.</summary>
    public static async Task FollowAsync(NpgsqlConnection connection, Decision decision)
    {
        foreach (var recognised in decision.Events.Select(draft => draft.Detail).OfType<PersonRecognised>())
            await FollowAsync(connection, recognised.Id, recognised.As.Id);
    }
}
