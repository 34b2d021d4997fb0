using IncidentBot.Chat;
using IncidentBot.Sandbox;
using IncidentBot.Slack;
using IncidentBot.Storage;

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
        builder.Services.AddChat();
        builder.Services.AddSlack(builder.Configuration);
        builder.Services.AddSandbox(builder.Configuration);

        var app = builder.Build();
        app.MapSlack();
        app.MapSandbox();
        return app;
    }

    private static async Task<Database> OpenDatabaseAsync(WebApplicationBuilder builder, CancellationToken cancellationToken)
    {
        using var loggers = LoggerFactory.Create(logging => logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddConsole());
        return await Database.OpenAsync(builder.Configuration, loggers, TimeProvider.System, cancellationToken);
    }
}
