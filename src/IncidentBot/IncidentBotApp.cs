using IncidentBot.Chat;
using IncidentBot.Documents;
using IncidentBot.Export;
using IncidentBot.Health;
using IncidentBot.Jobs;
using IncidentBot.Picture;
using IncidentBot.Sandbox;
using IncidentBot.Slack;
using IncidentBot.Storage;
using IncidentBot.Teams;
using IncidentBot.Telemetry;
using IncidentBot.Web;
using Microsoft.Extensions.Options;

namespace IncidentBot;

/// <summary>The whole program, a line per folder.</summary>
public static class IncidentBotApp
{
    /// <param name="configure">For tests: other settings, another clock.</param>
    /// <exception cref="StorageUnavailableException">The database cannot be used; the message says why and what to do.</exception>
    public static Task<WebApplication> BuildAsync(string[] args, Action<WebApplicationBuilder>? configure = null, CancellationToken cancellationToken = default) =>
        BuildAsync(args, configure, Database.OpenAsync, cancellationToken);

    /// <param name="open">How the database is had.</param>
    internal static async Task<WebApplication> BuildAsync(
        string[] args, Action<WebApplicationBuilder>? configure, Func<IConfiguration, ILoggerFactory, TimeProvider, CancellationToken, Task<Database>> open, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddSingleton(TimeProvider.System);
        configure?.Invoke(builder);

        var database = await OpenDatabaseAsync(builder, open, cancellationToken);
        builder.Services.AddStorage(database);
        builder.Services.AddHealth();
        builder.Services.AddDocuments();
        builder.Services.AddExport();
        builder.Services.AddPicture();
        builder.Services.AddChat();
        builder.Services.AddSlack(builder.Configuration);
        builder.Services.AddTeams(builder.Configuration);
        builder.Services.AddSandbox(builder.Configuration);
        builder.Services.AddJobs();
        builder.Services.AddWeb(builder.Configuration, IsSandboxOn, IsCalledFromOutside);
        builder.Services.AddTelemetry();

        var app = builder.Build();
        var access = app.Services.GetRequiredService<Access>();
        app.MapWeb();
        app.MapSlack();
        app.MapTeams();
        app.MapSandbox();
        app.MapJobs(access.AdmitsToDashboard);
        app.MapHealth();
        app.MapTelemetry().OnlyFor(access.AdmitsToMetrics);
        return app;
    }

    private static bool IsSandboxOn(IServiceProvider services) =>
        services.GetServices<IChatPlatform>().Any(platform => platform.Name == "sandbox");

    private static bool IsCalledFromOutside(IServiceProvider services) =>
        services.GetRequiredService<IOptions<SlackOptions>>().Value is { IsOn: true, HasHttp: true }
        || services.GetRequiredService<IOptions<TeamsOptions>>().Value is { IsOn: true, AllowUnauthenticated: false };

    private static async Task<Database> OpenDatabaseAsync(
        WebApplicationBuilder builder, Func<IConfiguration, ILoggerFactory, TimeProvider, CancellationToken, Task<Database>> open, CancellationToken cancellationToken)
    {
        using var loggers = LoggerFactory.Create(logging => logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddConsole());
        return await open(builder.Configuration, loggers, TimeProvider.System, cancellationToken);
    }
}
