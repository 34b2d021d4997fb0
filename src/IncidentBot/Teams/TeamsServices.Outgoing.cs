using IncidentBot.Chat;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IncidentBot.Teams;

public static partial class TeamsServices
{
    private static readonly TimeSpan LongestConnectorCall = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestGraphCall = TimeSpan.FromSeconds(30);
    private const int LargestPage = 32 * 1024 * 1024;

    /// <summary>What the bot says in Teams, and what can be pressed and filled in there.</summary>
    public static IServiceCollection AddConnector(this IServiceCollection services)
    {
        // The factory's own log would hold ids of people and conversations. A redirect would take the token along.
        services.AddHttpClient(nameof(TeamsClient), client => client.Timeout = LongestConnectorCall)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .RemoveAllLoggers();
        services.TryAddSingleton<TeamsConversationStore>();
        services.TryAddSingleton<TeamsPeopleStore>();
        services.TryAddSingleton<TeamsCredential>();
        services.TryAddSingleton<TeamsToken>();
        services.TryAddSingleton<TeamsPacing>();
        services.TryAddSingleton<TeamsClient>();
        services.TryAddSingleton<TeamsConnector>();
        services.TryAddSingleton<TeamsPlaces>();
        services.TryAddSingleton<TeamsPeople>();
        services.TryAddSingleton<ITeamsRoster, TeamsRoster>();
        services.TryAddSingleton<TeamsOwnChannels>();
        services.TryAddSingleton<TeamsChannels>();
        services.TryAddSingleton<TeamsHomes>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IChatPlatform, TeamsPlatform>());
        return services.AddGraph().AddInvokes();
    }

    /// <summary>What was said before. Without the setting nothing is asked of Graph.</summary>
    private static IServiceCollection AddGraph(this IServiceCollection services)
    {
        services.AddHttpClient(nameof(GraphClient), client => (client.Timeout, client.MaxResponseContentBufferSize) = (LongestGraphCall, LargestPage))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .RemoveAllLoggers();
        services.TryAddSingleton<GraphClient>();
        services.TryAddSingleton<GraphPages>();
        services.TryAddSingleton<GraphPlaces>();
        services.TryAddSingleton<GraphChannels>();
        services.TryAddSingleton<GraphAuthors>();
        services.TryAddSingleton<GraphMessages>();
        services.TryAddSingleton<GraphHistory>();
        services.TryAddSingleton<GraphOwnChannel>();
        services.TryAddSingleton<GraphMissedChat>();
        services.TryAddSingleton<GraphPast>();
        return services;
    }

    private static IServiceCollection AddInvokes(this IServiceCollection services)
    {
        services.TryAddSingleton<TeamsPressReader>();
        services.TryAddSingleton<TeamsPresses>();
        services.TryAddSingleton<TeamsFormReader>();
        services.TryAddSingleton<TeamsForms>();
        services.TryAddSingleton<TeamsMessageMenu>();
        services.TryAddSingleton<ITeamsInvokes, TeamsInvokes>();
        return services;
    }
}
