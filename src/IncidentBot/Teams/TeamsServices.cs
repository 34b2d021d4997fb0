using IncidentBot.Health;
using Microsoft.Extensions.Options;

namespace IncidentBot.Teams;

public static partial class TeamsServices
{
    private static readonly TimeSpan LongestFetch = TimeSpan.FromSeconds(10);
    private const int LargestMetadata = 1024 * 1024;

    /// <summary>Without its secrets Teams stays off: nothing is registered, and no request is believed.</summary>
    public static IServiceCollection AddTeams(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TeamsOptions>().BindConfiguration(TeamsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TeamsOptions>, TeamsOptionsCheck>();
        services.AddSingleton<TeamsConversationStore>();
        services.AddSingleton<TeamsPeopleStore>();
        services.AddSingleton<IDiagnosis, TeamsDiagnosis>();
        var options = configuration.GetSection(TeamsOptions.Section).Get<TeamsOptions>() ?? new TeamsOptions();
        if (!options.IsOn)
            return services;

        services.AddProof();
        services.AddSingleton<TeamsRollCall>();
        services.AddSingleton<TeamsAuthors>();
        services.AddSingleton<TeamsWhereabouts>();
        services.AddIncoming();
        services.AddConnector();
        return services;
    }

    public static IEndpointRouteBuilder MapTeams(this IEndpointRouteBuilder endpoints)
    {
        var options = endpoints.ServiceProvider.GetRequiredService<IOptions<TeamsOptions>>().Value;
        if (options.IsOn)
            endpoints.ServiceProvider.GetRequiredService<TeamsEndpoint>().Map(endpoints);
        else
            LogOff(endpoints.ServiceProvider.GetRequiredService<ILogger<TeamsOptions>>(), string.Join(" and ", options.Missing));
        return endpoints;
    }

    private static void AddProof(this IServiceCollection services)
    {
        services.AddHttpClient(nameof(TeamsKeys), client => (client.Timeout, client.MaxResponseContentBufferSize) = (LongestFetch, LargestMetadata))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
        services.AddSingleton<TeamsKeys>();
        services.AddSingleton<TeamsAuthentication>();
        services.AddSingleton<TeamsAdmission>();
        services.AddHostedService<TeamsUnprovenDoor>();
    }

    private static void AddIncoming(this IServiceCollection services)
    {
        services.AddSingleton<TeamsMentions>();
        services.AddSingleton<TeamsMessages>();
        services.AddSingleton<TeamsCommands>();
        services.AddSingleton<TeamsIncidents>();
        services.AddSingleton<TeamsTranslator>();
        services.AddSingleton<TeamsMembership>();
        services.AddSingleton<TeamsDeliveries>();
        services.AddSingleton<TeamsEndpoint>();
    }

    [LoggerMessage(LogLevel.Information, "Teams is off: {Missing} is not set")]
    private static partial void LogOff(ILogger logger, string missing);
}
