using System.Text;
using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Postmortems.Template;
using IncidentBot.Storage;

namespace IncidentBot.Cli;

/// <summary><c>rebuild log.jsonl</c>: the document from nothing but the log, byte for byte as the bot gives it.</summary>
public static class RebuildVerb
{
    public static async Task<int> RunAsync(string[] args, Stream output, TextWriter errors, CancellationToken cancellationToken = default)
    {
        var (path, form) = args switch
        {
            [var only] => (only, (Form?)Form.Draft),
            [var first, "--form", var word] => (first, FormNamed(word)),
            ["--form", var word, var last] => (last, FormNamed(word)),
            _ => ("", null),
        };
        if (form is not { } shown)
        {
            await errors.WriteLineAsync("For example: rebuild log.jsonl, rebuild - < log.jsonl, rebuild log.jsonl --form finished");
            return ExitCodes.Usage;
        }

        try
        {
            using var input = path == "-" ? new StreamReader(Console.OpenStandardInput(), Encoding.UTF8) : File.OpenText(path);
            var document = await RebuildAsync(input, CommandLineTemplate.InSettings([])?.Template ?? PostmortemTemplate.Default, cancellationToken);
            await output.WriteAsync(Encoding.UTF8.GetBytes(document.Markdown(shown)), cancellationToken);
            return ExitCodes.Done;
        }
        catch (Exception unusable) when (unusable is BrokenLogException or IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(unusable.Message);
            return ExitCodes.Failed;
        }
    }

    /// <exception cref="BrokenLogException">It is no log, or the logs of two incidents.</exception>
    private static async Task<LiveDocument> RebuildAsync(TextReader input, PostmortemTemplate template, CancellationToken cancellationToken)
    {
        var log = new List<LogLine>();
        await foreach (var line in LogLine.ReadAsync(input, cancellationToken))
        {
            log.Add(line);
            if (line.Incident != log[0].Incident)
                throw new BrokenLogException(log.Count, $"it belongs to {line.Incident}, and the first one to {log[0].Incident}: one log holds one incident.");
        }

        if (log.Count == 0)
            throw new BrokenLogException(1, "there is nothing in it.");

        var events = log.OrderBy(line => line.Id).Select(line => line.ToEvent()).ToList();
        var record = IncidentRecord.From(log[0].Incident, events);
        return LiveDocument.From(template, record, events);
    }

    private static Form? FormNamed(string word) => word switch
    {
        "draft" => Form.Draft,
        "finished" => Form.Finished,
        _ => null,
    };
}
