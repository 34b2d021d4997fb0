using IncidentBot.Tests.Slack.Fake;
using Npgsql;

namespace IncidentBot.Tests.Slack;

/// <summary>Action items that were due yesterday, as many as one likes.</summary>
internal static class Owing
{
    /// <summary>People are reminded at any time of any day.</summary>
    public static IReadOnlyDictionary<string, string?> AtAnyTime { get; } = new Dictionary<string, string?>
    {
        ["Reminders:Enabled"] = "true",
        ["Reminders:From"] = "00:00",
        ["Reminders:Until"] = "23:59",
        ["Reminders:WorkingDays:5"] = "Saturday",
        ["Reminders:WorkingDays:6"] = "Sunday",
    };

    public static string IdOf(SlackWorld world, FakePerson person) => $"slack:{world.Slack.Workspace.TeamId}/{person.User.Id}";

    public static async Task OweAsync(SlackWorld world, string incident, string[] owners)
    {
        const string sql = """
            insert into action_items (incident_id, id, text, owner_name, owner_id, priority, due_on, status, look_at)
            select $1, 'AI-' || lpad(place::text, 3, '0'), 'Something to do', 'Somebody', owner, 'P1', (now() at time zone 'UTC')::date - 1, 'Open', now()
              from unnest($2) with ordinality as owed (owner, place)
            """;
        await using var connection = new NpgsqlConnection(world.Database);
        await connection.OpenAsync(SlackWorld.Cancel);
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = incident }, new() { Value = owners } } };
        await command.ExecuteNonQueryAsync(SlackWorld.Cancel);
    }
}
