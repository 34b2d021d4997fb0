using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>How the app gets what Slack has for it: by requests to its addresses, or down a WebSocket that it opened.</summary>
public enum Transport
{
    Http,
    Socket,
}

/// <param name="Kind">As envelopes of Socket Mode call it: <c>events_api</c>, <c>slash_commands</c>, <c>interactive</c>.</param>
/// <param name="Retry">Which try it is after the first one.</param>
internal sealed record ToBot(string Kind, JsonObject Payload, TimeSpan Patience, int Retry = 0, string? RetryReason = null);

/// <summary>What came back within Slack's patience.</summary>
/// <param name="Status">0 where nothing came.</param>
/// <param name="Failure">Why it will be tried again, in Slack's words.</param>
internal sealed record FromBot(int Status, string Body, string? MediaType, string Failure = "http_error", bool ForbidsRetry = false)
{
    public bool IsTaken => Status is >= 200 and < 300;

    public static FromBot Nothing(string failure) => new(0, "", null, failure);
}

internal interface IWayToBot
{
    Task<FromBot> BringAsync(ToBot message);
}
