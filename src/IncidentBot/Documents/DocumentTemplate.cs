using IncidentBot.Postmortems.Template;
using Microsoft.Extensions.Options;

namespace IncidentBot.Documents;

/// <summary>The template that all documents follow, read once. One that cannot be used is said so at the start, and the program's own takes its place.</summary>
public sealed partial class DocumentTemplate : IHostedService
{
    private readonly ILogger<DocumentTemplate> _logger;

    public DocumentTemplate(IOptions<TemplateOptions> options, ILogger<DocumentTemplate> logger)
    {
        _logger = logger;
        File = options.Value.TemplatePath is { Length: > 0 } path ? TemplateFile.Read(path) : null;
    }

    /// <summary>The team's own; nothing where it has none.</summary>
    public TemplateFile? File { get; }

    public PostmortemTemplate Template => File?.Template ?? PostmortemTemplate.Default;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var problem in File?.Problems ?? [])
            LogUnusable(_logger, File!.Path, problem);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Error, Message = "The template {Path} cannot be used, so documents follow the program's own. {Problem}")]
    private static partial void LogUnusable(ILogger logger, string path, string problem);
}
