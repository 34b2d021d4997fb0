namespace IncidentBot.Tests.Slack.Fake;

/// <summary>A refusal with HTTP 200 and <c>ok: false</c>.</summary>
internal sealed class SlackError(string code, params string[] messages) : Exception(code)
{
    public string Code => Message;

    public IReadOnlyList<string> Messages { get; } = messages;

    /// <summary>Which of several people it is about.</summary>
    public System.Text.Json.Nodes.JsonArray? Errors { get; init; }

    /// <summary>For <c>missing_scope</c>.</summary>
    public string? Needed { get; init; }
}
