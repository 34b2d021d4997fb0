using System.Collections.Concurrent;

namespace IncidentBot.Slack;

/// <summary>The workspaces the bot works in.</summary>
public sealed class SlackWorkspaces(SlackClient client, SlackInstallations installations, SlackTokens tokens)
{
    private readonly ConcurrentDictionary<string, SlackWebApi> _apis = new();

    /// <summary>The Web API as that workspace's bot calls it. Costs nothing; whether the app is installed there shows in the first call.</summary>
    public SlackWebApi In(string team) => _apis.GetOrAdd(team, name => new SlackWebApi(new SlackWorkspaceClient(client, tokens, name)));

    /// <summary>Whether the app is or was installed there: what comes from elsewhere is none of the bot's business.</summary>
    public async ValueTask<bool> ServesAsync(string team, CancellationToken cancellationToken) => await installations.FindAsync(team, cancellationToken) is not null;

    /// <summary>Whether the bot may do there what needs that scope; so it seems as long as Slack has not said what was granted.</summary>
    public bool Grants(string team, string scope) => installations.Find(team)?.Scopes is not { } granted || granted.Contains(scope);

    /// <inheritdoc cref="SlackInstallations.LearnAsync"/>
    public ValueTask LearnAsync(string team, string? enterprise, CancellationToken cancellationToken) => installations.LearnAsync(team, enterprise, cancellationToken);

    public bool AreOfOneOrganisation(string team, string other) => installations.AreOfOneOrganisation(team, other);
}
