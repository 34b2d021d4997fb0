using IncidentBot.Documents;
using IncidentBot.Export;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Cli;

/// <summary>
/// <c>export INC-2024-0115-1430</c>: the incident's log, as <c>log.jsonl</c> gives it; with a format behind it the
/// postmortem, as <c>postmortem.*</c> gives it.
/// </summary>
public static class ExportVerb
{
    public static async Task<int> RunAsync(string[] args, Stream output, TextWriter errors, CancellationToken cancellationToken = default)
    {
        if (ExportArguments.Read(args) is not { } asked)
        {
            await errors.WriteLineAsync($"Which incident, and as what? For example: export INC-2024-0115-1430 > log.jsonl, or export INC-2024-0115-1430 pdf --form finished -o postmortem.pdf ({ExportArguments.Log}, {string.Join(", ", ExportFormat.All.Select(format => format.Word))})");
            return ExitCodes.Usage;
        }

        await using var services = await OpenAsync(asked.Settings, cancellationToken);
        if (await services.GetRequiredService<IncidentStore>().FindAsync(asked.Id, cancellationToken) is null)
        {
            await errors.WriteLineAsync($"{asked.Id} is not in the database.");
            return ExitCodes.Failed;
        }

        try
        {
            await WriteAsync(asked, services, output, cancellationToken);
            return ExitCodes.Done;
        }
        catch (Exception unwritten) when (unwritten is PrintFailedException or IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(unwritten.Message);
            return ExitCodes.Failed;
        }
    }

    private static async Task WriteAsync(ExportArguments asked, ServiceProvider services, Stream output, CancellationToken cancellationToken)
    {
        if (asked.Format is not { } format)
        {
            await using var log = asked.OpenFile();
            await LogLine.WriteAsync(log ?? output, asked.Id, services.GetRequiredService<TimelineEventStore>().ReadAsync(asked.Id, cancellationToken: cancellationToken), cancellationToken);
            return;
        }

        var exporter = services.GetRequiredService<DocumentExporter>();
        if (exporter.WhyNot(format) is { } reason)
            throw new PrintFailedException(reason);
        if (asked.HasFootnotes && format != ExportFormat.Markdown)
            throw new IOException("Footnotes come with md; json names the events behind each line in any case.");

        var live = await services.GetRequiredService<DocumentReader>().ReadAsync(asked.Id, cancellationToken) ?? throw new UnknownIncidentException(asked.Id);
        var bytes = asked.HasFootnotes
            ? await exporter.WriteAsync(format, live.Document.Title, await services.GetRequiredService<FootnotedDocument>().WriteAsync(live, asked.Form, cancellationToken), cancellationToken)
            : await exporter.WriteAsync(format, live, asked.Form, cancellationToken);
        // Only now: an export that fails leaves an earlier file as it is.
        await using var file = asked.OpenFile();
        await (file ?? output).WriteAsync(bytes, cancellationToken);
    }

    private static async Task<ServiceProvider> OpenAsync(string[] settings, CancellationToken cancellationToken)
    {
        var database = await CommandLineDatabase.OpenAsync(settings, cancellationToken);
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = settings, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddStorage(database);
        builder.Services.AddDocuments();
        builder.Services.AddExport();
        var services = builder.Services.BuildServiceProvider();
        // The container closes only what it has given out.
        _ = services.GetRequiredService<Database>();
        return services;
    }
}
