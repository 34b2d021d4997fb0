using IncidentBot.Documents;

namespace IncidentBot.Cli;

/// <summary>The template of the settings, for a verb.</summary>
internal static class CommandLineTemplate
{
    /// <returns>Nothing where documents follow the program's own.</returns>
    public static TemplateFile? InSettings(string[] args)
    {
        var settings = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory }).Configuration;
        return settings[$"{TemplateOptions.Section}:{nameof(TemplateOptions.TemplatePath)}"] is { Length: > 0 } path ? TemplateFile.Read(path) : null;
    }
}
