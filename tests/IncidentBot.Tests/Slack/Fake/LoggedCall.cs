namespace IncidentBot.Tests.Slack.Fake;

/// <summary>A call the bot made, for tests to look at; without its token.</summary>
/// <param name="Outcome"><c>ok</c>, an error's code, or an HTTP status.</param>
public sealed record LoggedCall(string Method, IReadOnlyDictionary<string, string> Arguments, string Outcome)
{
    public string? this[string name] => Arguments.GetValueOrDefault(name);
}
