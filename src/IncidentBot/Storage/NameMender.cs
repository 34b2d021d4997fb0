using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dapper;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>
/// Puts a name where its bare id had to be written, because nobody told the name in time: in the log and in the records, so
/// that whoever reads either, the document, search, a log that is read again, reads the name.
/// </summary>
public sealed class NameMender(NpgsqlDataSource dataSource, IncidentWriter writer, TimeProvider time)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <param name="since">When the bare id was first needed.</param>
    public async Task MendAsync(KnownName name, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var bare = name.Id[(name.Id.LastIndexOf('/') + 1)..];
        foreach (var incident in await IncidentsAsync(name.Id, bare, since - Margin, cancellationToken))
        {
            await MendAsync(incident, name, bare, since - Margin, cancellationToken);
            // Readers see by the record's version that they have to read anew.
            var learned = new EventDraft(new Moment(time.GetUtcNow()), Person.Bot, new NameLearned(name.Id, name.Name));
            await writer.ChangeAsync(
                incident, new EventStamp($"name {name.Id} {since:O} {incident}", null), null, (_, _) => Decision.Record(learned), NoErrands.Planned, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<IncidentId>> IncidentsAsync(string id, string bare, DateTimeOffset since, CancellationToken cancellationToken)
    {
        const string sql = """
            select distinct incident_id
              from timeline_events
             where recorded_at >= @since
               and (person_id = @id and person_name = @bare or detail::text like @anywhere)
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var found = await connection.QueryAsync<string>(new CommandDefinition(
            sql, new { id, bare, since = since.UtcDateTime, anywhere = $"%{bare}%" }, cancellationToken: cancellationToken));
        return [.. found.Select(incident => new IncidentId(incident))];
    }

    private async Task MendAsync(IncidentId incident, KnownName name, string bare, DateTimeOffset since, CancellationToken cancellationToken)
    {
        const string people = "update timeline_events set person_name = @name where incident_id = @incident and recorded_at >= @since and person_id = @id and person_name = @bare";
        const string details = "select id, detail from timeline_events where incident_id = @incident and recorded_at >= @since and detail::text like @anywhere and kind <> 'frozen'";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await EventChainState.OpenAsync(connection, incident, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var record = await connection.QuerySingleAsync<string>("select record from incidents where id = @incident for update", new { incident = incident.Value });
        var about = new { incident = incident.Value, id = name.Id, name = name.Name, bare, since = since.UtcDateTime, anywhere = $"%{bare}%" };
        await EventChainLinks.ResealAfterAsync(connection, [incident], ChainLink.Name, time.GetUtcNow(), async () =>
        {
            await connection.ExecuteAsync(people, about);
            foreach (var (id, detail) in await connection.QueryAsync<(long, string)>(details, about))
                await connection.ExecuteAsync("update timeline_events set detail = @json::jsonb where id = @id", new { id, json = Mended(detail, name, bare) });
        }, cancellationToken);
        await connection.ExecuteAsync("update incidents set record = @json::jsonb where id = @incident", new { incident = incident.Value, json = Mended(record, name, bare) });
        await transaction.CommitAsync(cancellationToken);
    }

    private static string Mended(string json, KnownName name, string bare)
    {
        var mentioned = new Regex($"(?<=[@#]){Regex.Escape(bare)}(?![A-Za-z0-9])", RegexOptions.CultureInvariant);
        var root = JsonNode.Parse(json);
        return (Mended(root)?.ToJsonString(Json.Options)) ?? json;

        JsonNode? Mended(JsonNode? node)
        {
            switch (node)
            {
                case JsonObject known:
                    foreach (var (key, value) in known.ToList())
                        known[key] = Mended(value?.DeepClone());
                    if (Is(known["name"], bare) && (Is(known["id"], name.Id) || Is(known["personId"], name.Id)))
                        known["name"] = name.Name;
                    return known;
                case JsonArray list:
                    return new JsonArray([.. list.Select(item => Mended(item?.DeepClone()))]);
                case JsonValue text when text.TryGetValue(out string? words):
                    return mentioned.Replace(words, _ => name.Name);
                default:
                    return node;
            }
        }
    }

    private static bool Is(JsonNode? node, string text) => node is JsonValue value && value.TryGetValue(out string? words) && words == text;
}

/// <summary>For changes after which nothing is said.</summary>
public sealed class NoErrands : IErrandPlanner
{
    public static NoErrands Planned { get; } = new();

    public IEnumerable<OutboxMessage> Plan(IncidentRecord before, IncidentRecord after, Decision decision) => [];
}
