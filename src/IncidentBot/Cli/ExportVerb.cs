using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Cli;

/// <summary><c>export INC-2024-0115-1430</c>: the incident's log, as <c>log.jsonl</c> gives it.</summary>
public static class ExportVerb
{
    public static async Task<int> RunAsync(string[] args, Stream output, TextWriter errors, CancellationToken cancellationToken = default)
    {
        if (args is not [var word, .. var settings] || !IncidentId.TryParse(word, out var id))
        {
            await errors.WriteLineAsync("Which incident? For example: export INC-2024-0115-1430 > log.jsonl");
            return ExitCodes.Usage;
        }

        await using var database = await CommandLineDatabase.OpenAsync(settings, cancellationToken);
        if (await new IncidentStore(database.DataSource).FindAsync(id, cancellationToken) is null)
        {
            await errors.WriteLineAsync($"{id} is not in the database.");
            return ExitCodes.Failed;
        }

        await LogLine.WriteAsync(output, id, new TimelineEventStore(database.DataSource).ReadAsync(id, cancellationToken: cancellationToken), cancellationToken);
        return ExitCodes.Done;
    }
}
