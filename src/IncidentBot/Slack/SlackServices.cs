using IncidentBot.Chat;
using IncidentBot.Health;
using IncidentBot.Storage;
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
            return services.AddSingleton<IDiagnosis, SlackOffDiagnosis>();

        services.AddWebApi();
        services.AddInstallations();
        if (options.IsInstallable)
            services.AddInstalling();
        services.AddIncoming();
        services.AddSingleton<IChatPlatform, SlackPlatform>();
        services.AddHostedService<SlackStart>();
        services.AddDiagnosis();
        if (options.HasSocket)
            services.AddSocket();
        return services;
    }

    public static IEndpointRouteBuilder MapSlack(this IEndpointRouteBuilder endpoints)
    {
        var options = endpoints.ServiceProvider.GetRequiredService<IOptions<SlackOptions>>().Value;
        if (!options.IsOn)
        {
            LogOff(endpoints.ServiceProvider.GetRequiredService<ILogger<SlackOptions>>(), string.Join(" and ", options.Missing));
            return endpoints;
        }

        if (options.HasHttp)
            endpoints.ServiceProvider.GetRequiredService<SlackEndpoints>().Map(endpoints);
        endpoints.ServiceProvider.GetService<SlackInstallEndpoints>()?.Map(endpoints);
        return endpoints;
    }

    private static void AddWebApi(this IServiceCollection services)
    {
        // The factory's own log would hold response addresses, which are secrets.
        services.AddHttpClient(nameof(SlackClient), client => client.Timeout = LongestCall)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .RemoveAllLoggers();
        services.AddSingleton<SlackPacing>();
        services.AddSingleton<SlackProbe>();
        services.AddSingleton<SlackClient>();
        services.AddSingleton<SlackWorkspaces>();
        services.AddSingleton<SlackIdentity>();
        services.AddSingleton<SlackNameSource>();
        services.AddSingleton<SlackNames>();
        services.AddSingleton<SlackSharing>();
        services.AddSingleton<SlackPosts>();
        services.AddSingleton<SlackDirects>();
        services.AddSingleton<SlackChannels>();
        services.AddSingleton<SlackPages>();
        services.AddSingleton<SlackHistory>();
        services.AddSingleton<SlackBookmarks>();
        services.AddSingleton<SlackCanvases>();
        services.AddSingleton<SlackUploads>();
        services.AddSingleton<SlackFileFetcher>();
        services.AddSingleton<SlackShelf>();
        services.AddSingleton<SlackMissedChat>();
        services.AddSingleton<SlackPast>();
        services.AddSingleton<SlackSocketState>();
        services.AddSingleton<SlackHearing>();
        services.AddSingleton<SlackEars>();
    }

    private static void AddInstallations(this IServiceCollection services)
    {
        services.AddEncryption();
        services.AddSingleton<SlackInstallationStore>();
        services.AddSingleton<SlackTeamStore>();
        services.AddSingleton<SlackInstallations>();
        services.AddSingleton<SlackGrantedScopes>();
        services.AddSingleton<SlackOAuth>();
        services.AddSingleton<SlackTokenRefresher>();
        services.AddSingleton<SlackTokens>();
        services.AddSingleton<SlackUninstalls>();
    }

    private static void AddInstalling(this IServiceCollection services)
    {
        services.AddOptions<SlackInstallOptions>().BindConfiguration(SlackInstallOptions.Section);
        services.AddSingleton<SlackInstallAddress>();
        services.AddSingleton<SlackInstallStates>();
        services.AddSingleton<SlackInstallPages>();
        services.AddSingleton<SlackInstaller>();
        services.AddSingleton<SlackInstallEndpoints>();
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
        services.AddSingleton<SlackConversations>();
        services.AddSingleton<SlackTranslator>();
        services.AddSingleton<SlackNameChanges>();
        services.AddHostedService<SlackLateNames>();
        services.AddSingleton<SlackHome>();
        services.AddSingleton<SlackSurroundings>();
        services.AddSingleton<SlackConcerns>();
        services.AddSingleton<SlackEvents>();
        services.AddSingleton<SlackCommandReader>();
        services.AddSingleton<SlackLateAnswers>();
        services.AddSingleton<SlackCommands>();
        services.AddInteractive();
        services.AddSingleton<SlackDeliveries>();
        services.AddSingleton<SlackEndpoints>();
    }

    private static void AddInteractive(this IServiceCollection services)
    {
        services.AddSingleton<SlackPressReader>();
        services.AddSingleton<SlackFormReader>();
        services.AddSingleton<SlackForms>();
        services.AddSingleton<SlackWhispers>();
        services.AddSingleton<SlackPressAnswers>();
        services.AddSingleton<SlackPresses>();
        services.AddSingleton<SlackHomePresses>();
        services.AddSingleton<SlackSubmissions>();
        services.AddSingleton<SlackActionForms>();
        services.AddSingleton<SlackMenus>();
        services.AddSingleton<SlackInteractions>();
    }

    private static void AddDiagnosis(this IServiceCollection services)
    {
        services.AddSingleton<SlackTokenDiagnosis>();
        services.AddSingleton<SlackHomeDiagnosis>();
        services.AddSingleton<IDiagnosis, SlackDiagnosis>();
    }

    private static void AddSocket(this IServiceCollection services)
    {
        services.AddSingleton<SocketDeliveries>();
        services.AddSingleton<SlackSocketDoor>();
        services.AddHostedService<SlackSocketService>();
    }

    [LoggerMessage(LogLevel.Information, "Slack is off: {Missing} is not set")]
    private static partial void LogOff(ILogger logger, string missing);
}
