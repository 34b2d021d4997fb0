using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class StatusCommand : Command
{
    public override string Name => "status";
    public override ImmutableArray<string> Usage => ["status investigating|identified|mitigated|resolved [what] [--at TIME]"];
    public override string Summary => "Say how far the incident is";
    public override string Example => "status identified Slow query in call routing logic";
    public override CommandGroup Group => CommandGroup.Incident;

    public override CommandForm FormFor(CommandContext context) => new(Name, "Status",
    [
        new ChoiceField("status", "Status", [.. Words.Select(word => new Choice(word, char.ToUpperInvariant(word[0]) + word[1..]))]) { IsRequired = true },
        new TextField("text", "What changed") { IsLong = true },
        WhenField,
    ]);

    public override string Line(FilledForm form) => $"{form["status"]} {form["text"]}";

    private static readonly ImmutableArray<string> Words = ["investigating", "identified", "mitigated", "resolved"];

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        var (word, what) = arguments.Split();
        return word.ToLowerInvariant() switch
        {
            "investigating" => StatusChange.To(IncidentStatus.Investigating, what.Text, context),
            "identified" => StatusChange.To(IncidentStatus.Identified, what.Text, context),
            "mitigated" or "mitigating" => StatusChange.To(IncidentStatus.Mitigated, what.Text, context),
            "resolved" => StatusChange.To(IncidentStatus.Resolved, what.Text, context),
            "" => Unclear($"The status is {context.Incident.Incident.Status.ToString().ToLowerInvariant()}. To change it say investigating, identified, mitigated or resolved."),
            _ => Unclear($"“{word}” is no status: there are investigating, identified, mitigated and resolved."),
        };
    }
}
