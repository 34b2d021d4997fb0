using System.Text;
using IncidentBot.Incidents.Commands;
using IncidentBot.Postmortems;

namespace IncidentBot.Cli;

/// <summary><c>commands</c>: the table of the README, printed from the commands themselves.</summary>
public static class CommandsVerb
{
    public static async Task<int> RunAsync(Stream output, CancellationToken cancellationToken = default)
    {
        await output.WriteAsync(Encoding.UTF8.GetBytes(Table()), cancellationToken);
        return ExitCodes.Done;
    }

    public static string Table() => new MarkdownWriter()
        .Table(["Verb", "What it does", "Forms"], [.. CommandTable.Standard.Commands.Select(Row)])
        .ToString();

    private static string[] Row(Command command) =>
    [
        string.Join(", ", command.Aliases.Prepend(command.Name).Select(word => $"`{word}`")),
        command.Summary,
        string.Join('\n', command.Usage.Select(form => $"`{form}`")),
    ];
}
