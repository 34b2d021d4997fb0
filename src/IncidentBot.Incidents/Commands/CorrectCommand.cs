using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class CorrectCommand : Command
{
    public override string Name => "correct";
    public override ImmutableArray<string> Usage => ["correct start|detected|mitigated|resolved TIME"];
    public override string Summary => "Mend a time; the incident's id stays as it was handed out";
    public override string Example => "correct start 14:25";
    public override CommandGroup Group => CommandGroup.Incident;

    public override CommandForm FormFor(CommandContext context) => new(Name, "Correct a time",
    [
        new ChoiceField("milestone", "Which", Choice.Of("start", "detected", "mitigated", "resolved")) { IsRequired = true, Initial = "start" },
        new TextField("time", "When it was") { IsRequired = true, MaxLength = 60, Hint = "14:30, 14:30Z, 2024-01-15 14:30 or 25m ago" },
    ]);

    public override string Line(FilledForm form) => $"{form["milestone"]} {form["time"]}";

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        var incident = context.Incident.Incident;
        var (word, rest) = arguments.Split();
        if (Milestone(word) is not { } milestone)
            return Unclear(word.Length == 0 ? "Which time is wrong: start, detected, mitigated or resolved?" : $"“{word}” is none of start, detected, mitigated, resolved.");
        if (milestone == Incidents.Milestone.Resolved && incident.ResolvedAt is null)
            return Rejection.NotResolved(incident);
        if (milestone == Incidents.Milestone.Mitigated && incident.MitigatedAt is null)
            return Rejection.Because($"{incident.Id} was not mitigated yet: `mitigate --at <time>` says when it was.");

        var time = TimeExpression.Parse(rest.Raw, context.Clock);
        if (!time.IsRead)
            return Rejection.TimeNotRead(time.Problem);
        if (milestone == Incidents.Milestone.Start && incident.ResolvedAt is { } end && StatusChange.IsBeforeStart(end, incident with { StartedAt = time.Value }))
            return Rejection.Because($"That start would lie after the resolve ({end}). Which of the two is wrong?");
        if (milestone != Incidents.Milestone.Start && StatusChange.IsBeforeStart(time.Value, incident) && milestone != Incidents.Milestone.Detected)
            return Rejection.Because($"That time is before the incident began ({incident.StartedAt}). Is the start wrong? `correct start <time>` mends it.");

        return context.Keep(new TimeCorrected(milestone, time.Value))
            .TellChannel($"Corrected: {word.ToLowerInvariant()} at {time.Value}");
    }

    private static Milestone? Milestone(string word) => word.ToLowerInvariant() switch
    {
        "start" or "started" or "begin" => Incidents.Milestone.Start,
        "detected" or "detection" or "detect" => Incidents.Milestone.Detected,
        "mitigated" or "mitigate" or "mitigation" => Incidents.Milestone.Mitigated,
        "resolved" or "resolve" or "end" => Incidents.Milestone.Resolved,
        _ => null,
    };
}
