namespace IncidentBot.Incidents.Commands;

/// <summary>The one rule for going from one status to the next, whichever verb asks for it.</summary>
internal static class StatusChange
{
    public static Decision To(IncidentStatus status, string what, CommandContext context)
    {
        var incident = context.Incident.Incident;
        if (incident.IsOver)
            return status == IncidentStatus.Resolved
                ? Rejection.AlreadyResolved(incident)
                : Rejection.Because($"{incident.Id} is resolved. `reopen <reason>` takes it up again.");
        if (incident.Status == status && what.Length == 0)
            return Rejection.Because($"{incident.Id} is already {WordFor(status)}. Add what changed, for example `status {WordFor(status)} second region as well`.");
        if (IsBeforeStart(context.At, incident))
            return Rejection.Because($"That time is before the incident began ({incident.StartedAt}). Is the start wrong? `correct start <time>` mends it.");

        var decision = context.Keep(new StatusChanged(status, what.Length == 0 ? null : what));
        return status == IncidentStatus.Resolved
            ? decision.TellChannel(record => Resolved(record, what)).ThenDo(new PostDraft())
            : decision.TellChannel(_ => Changed(status, what));
    }

    internal static bool IsBeforeStart(Moment at, Incident incident) =>
        at.Precision == Precision.Exact && incident.StartedAt.Precision == Precision.Exact && at.At < incident.StartedAt.At;

    private static BotText Changed(IncidentStatus status, string what) => what.Length == 0
        ? BotText.Say($"Status: *{status}*")
        : BotText.Say($"Status: *{status}*: {what}");

    private static BotText Resolved(IncidentRecord record, string what)
    {
        var said = BotText.Say($"*{record.Incident.Id} is resolved*");
        if (record.Incident.Duration is { } lasted)
            said = said.Then($" after {Durations.InWords(lasted)}");
        return what.Length == 0 ? said.Then($".") : said.Then($": {what}");
    }

    private static string WordFor(IncidentStatus status) => status.ToString().ToLowerInvariant();
}
