namespace IncidentBot.Incidents.Nudges;

/// <summary>Nobody has said how bad it is.</summary>
public sealed class NoSeverityPolicy : NudgePolicy
{
    public override string Kind => "no-severity";

    public override NudgeOutlook Look(NudgeCase at) =>
        at.Settings.NoSeverity > TimeSpan.Zero && at.IsRunning && at.Incident.Severity is null
            ? at.From(at.DeclaredOn + at.Settings.NoSeverity, Nudge("declared"))
            : NudgeOutlook.Nothing;

    public override BotText Say(NudgeCase at, Nudge nudge, NudgeDocument document) =>
        BotText.Say($"How bad is it? No severity is set yet: `severity P1`, for example.\n{Choice(at.Incident.Id)}");

    public override BotText? SayOver(NudgeCase at, PastNudge past) =>
        at.Incident.Severity is { } severity ? BotText.Say($"The severity is *{severity}*.") : SayEnded(at);

    private static OfferedChoice Choice(IncidentId id) =>
        new("Severity", [.. Severities.All.Select(severity => new Offered(severity.Label, $"severity {severity.Value}", id))]);
}
