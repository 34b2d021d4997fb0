using IncidentBot.Storage;

namespace IncidentBot.Cli;

/// <summary>The database of the settings, for a verb: whatever is logged goes to the error stream, where it spoils no output.</summary>
internal static class CommandLineDatabase
{
    /// <exception cref="StorageUnavailableException">With the reason and its cure.</exception>
    public static async Task<Database> OpenAsync(string[] args, CancellationToken cancellationToken)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
        using var loggers = LoggerFactory.Create(logging => logging
            .AddConfiguration(builder.Configuration.GetSection("Logging"))
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        return await Database.OpenAsync(builder.Configuration, loggers, TimeProvider.System, cancellationToken);
    }
}
