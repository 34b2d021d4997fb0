using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>Whose token a method takes.</summary>
internal enum TokenKind
{
    Bot,
    App,
}

/// <summary>A method of the Web API.</summary>
/// <param name="Tier">How often a minute it may be called, by Slack's tiers 1 to 4.</param>
/// <param name="Answer">Runs within the workspace's gate.</param>
internal sealed record ApiMethod(string Name, int Tier, Func<ApiCall, JsonObject> Answer)
{
    /// <summary>Any of these scopes will do; by the call, because private channels ask for others.</summary>
    public Func<ApiCall, string[]> Scopes { get; init; } = _ => [];

    public TokenKind Token { get; init; }

    /// <summary>Reading methods see no arguments in a JSON body.</summary>
    public bool TakesJson { get; init; } = true;
}
