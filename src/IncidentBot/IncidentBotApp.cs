using IncidentBot.Chat;
using IncidentBot.Documents;
using IncidentBot.Health;
using IncidentBot.Jobs;
using IncidentBot.Sandbox;
using IncidentBot.Slack;
using IncidentBot.Storage;
using IncidentBot.Telemetry;
using IncidentBot.Web;

namespace IncidentBot;

/// <summary>The whole program, a line per folder.</summary>
public static class IncidentBotApp
{
    /// <param name="configure">For tests: other settings, another clock.</param>
    /// <exception cref="StorageUnavailableException">The database cannot be used; the message says why and what to do.</exception>
    public static async Task<WebApplication> BuildAsync(string[] args, Action<WebApplicationBuilder>? configure = null, CancellationToken cancellationToken = default)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddSingleton(TimeProvider.System);
        configure?.Invoke(builder);

        var database = await OpenDatabaseAsync(builder, cancellationToken);
        builder.Services.AddStorage(database);
        builder.Services.AddDocuments();
        builder.Services.AddChat();
        builder.Services.AddSlack(builder.Configuration);
        builder.Services.AddSandbox(builder.Configuration);
        builder.Services.AddJobs();
        builder.Services.AddWeb(IsSandboxOn);
        builder.Services.AddHealth();
        builder.Services.AddTelemetry();

        var app = builder.Build();
        var access = app.Services.GetRequiredService<Access>();
        app.MapWeb();
        app.MapSlack();
        app.MapSandbox();
        app.MapJobs(access.Admits);
        app.MapHealth();
        app.MapTelemetry().OnlyFor(access.AdmitsToMetrics);
        return app;
    }

    private static bool IsSandboxOn(IServiceProvider services) =>
        services.GetServices<IChatPlatform>().Any(platform => platform.Name == "sandbox");

    private static async Task<Database> OpenDatabaseAsync(WebApplicationBuilder builder, CancellationToken cancellationToken)
    {
        using var loggers = LoggerFactory.Create(logging => logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddConsole());
        return await Database.OpenAsync(builder.Configuration, loggers, TimeProvider.System, cancellationToken);
    }
}
