using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Cli;

/// <summary><c>verify INC-2024-0115-1430</c>, <c>verify --all</c>: whether logs and signed texts are what they were.</summary>
public static class VerifyVerb
{
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, CancellationToken cancellationToken = default)
    {
        if (args is not [var word, .. var settings] || !(IncidentId.TryParse(word, out var id) || word == "--all"))
        {
            await errors.WriteLineAsync("Which incident? For example: verify INC-2024-0115-1430, verify --all");
            return ExitCodes.Usage;
        }

        await using var database = await CommandLineDatabase.OpenAsync(settings, cancellationToken);
        var proof = new EventChainProof(database.DataSource, TimeProvider.System);
        var isWhole = true;
        var incidents = word == "--all" ? await new IncidentStore(database.DataSource).AllAsync(cancellationToken) : [id];
        foreach (var incident in incidents)
        {
            var report = await proof.VerifyAsync(incident, cancellationToken);
            isWhole &= report is { IsWhole: true };
            await (report is { IsWhole: true } ? output : errors).WriteLineAsync(report?.ToString() ?? $"{incident} is not in the database.");
        }

        return isWhole ? ExitCodes.Done : ExitCodes.Failed;
    }
}
