namespace IncidentBot.Incidents;

/// <summary>A place where people talk: a Slack channel, a Teams thread, a sandbox room.</summary>
public sealed record Conversation(string Platform, string Workspace, string Channel)
{
    public override string ToString() => $"{Platform}:{Workspace}/{Channel}";
}
