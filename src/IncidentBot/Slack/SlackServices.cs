using IncidentBot.Chat;
using Microsoft.Extensions.Options;

namespace IncidentBot.Slack;

public static partial class SlackServices
{
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(10);

    /// <summary>Without its secrets Slack stays off: nothing is registered, and no request is believed.</summary>
    public static IServiceCollection AddSlack(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SlackOptions>().BindConfiguration(SlackOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SlackOptions>, SlackOptionsCheck>();
        var options = configuration.GetSection(SlackOptions.Section).Get<SlackOptions>() ?? new SlackOptions();
        if (!options.IsOn)
            return services;

        services.AddWebApi();
        services.AddIncoming();
        services.AddSingleton<IChatPlatform, SlackPlatform>();
        services.AddHostedService<SlackStart>();
        return services;
    }

    public static IEndpointRouteBuilder MapSlack(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetService<SlackEndpoints>() is { } slack)
        {
            slack.Map(endpoints);
            return endpoints;
        }

        var missing = endpoints.ServiceProvider.GetRequiredService<IOptions<SlackOptions>>().Value.Missing;
        LogOff(endpoints.ServiceProvider.GetRequiredService<ILogger<SlackOptions>>(), string.Join(" and ", missing));
        return endpoints;
    }

    private static void AddWebApi(this IServiceCollection services)
    {
        // The factory's own log would hold response addresses, which are secrets.
        services.AddHttpClient(nameof(SlackClient), client => client.Timeout = LongestCall)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .RemoveAllLoggers();
        services.AddSingleton<SlackPacing>();
        services.AddSingleton<SlackClient>();
        services.AddSingleton<SlackWebApi>();
        services.AddSingleton<SlackIdentity>();
        services.AddSingleton<SlackNameSource>();
        services.AddSingleton<SlackNames>();
        services.AddSingleton<SlackPosts>();
        services.AddSingleton<SlackChannels>();
        services.AddSingleton<SlackPages>();
        services.AddSingleton<SlackHistory>();
        services.AddSingleton<SlackMissedChat>();
        services.AddSingleton<SlackHearing>();
        services.AddSingleton<SlackFileFetcher>();
    }

    private static void AddIncoming(this IServiceCollection services)
    {
        services.AddSingleton<SlackSignature>();
        services.AddSingleton<SlackCounters>();
        services.AddSingleton<SlackFiles>();
        services.AddSingleton<SlackMessages>();
        services.AddSingleton<SlackMarks>();
        services.AddSingleton<SlackCommandText>();
        services.AddSingleton<SlackMentions>();
        services.AddSingleton<SlackTranslator>();
        services.AddSingleton<SlackNameChanges>();
        services.AddHostedService<SlackLateNames>();
        services.AddSingleton<SlackEvents>();
        services.AddSingleton<SlackCommandReader>();
        services.AddSingleton<SlackLateAnswers>();
        services.AddSingleton<SlackCommands>();
        services.AddSingleton<SlackEndpoints>();
    }

    [LoggerMessage(LogLevel.Information, "Slack is off: {Missing} is not set")]
    private static partial void LogOff(ILogger logger, string missing);
}
