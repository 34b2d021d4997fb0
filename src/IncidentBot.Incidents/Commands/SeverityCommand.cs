using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class SeverityCommand : Command
{
    public override string Name => "severity";
    public override ImmutableArray<string> Aliases => ["sev", "priority"];
    public override ImmutableArray<string> Usage => ["severity P0-P3|sev1-4 [why]"];
    public override string Summary => "Say how bad it is";
    public override string Example => "severity P1 15% of requests fail";
    public override CommandGroup Group => CommandGroup.Incident;

    public override CommandForm FormFor(CommandContext context) => new(Name, "Severity",
    [
        new ChoiceField("severity", "Severity", Severities.All) { IsRequired = true, Initial = context.Incident.Incident.Severity?.ToString() },
        new TextField("text", "Why") { IsLong = true },
        WhenField,
    ]);

    public override string Line(FilledForm form) => $"{form["severity"]} {form["text"]}";

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        var (word, why) = arguments.Split();
        if (!Severities.TryParse(word, out var severity))
            return Unclear(word.Length == 0 ? $"Which severity? There are {Severities.Choices}." : $"“{word}” is no severity: there are {Severities.Choices}.");

        var incident = context.Incident.Incident;
        if (incident.Severity == severity && why.IsEmpty)
            return Rejection.Because($"{incident.Id} is already {severity}.");

        var changed = context.Keep(new SeverityChanged(severity, why.IsEmpty ? null : why.Text));
        return why.IsEmpty
            ? changed.TellChannel($"Severity: *{severity}*")
            : changed.TellChannel($"Severity: *{severity}*: {why.Text}");
    }
}
