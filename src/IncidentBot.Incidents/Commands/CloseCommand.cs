using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class CloseCommand : Command
{
    public override string Name => "close";
    public override ImmutableArray<string> Usage => ["close", "close --anyway <reason>"];
    public override string Summary => "File the incident; refused while the document lacks something it must have";
    public override string Example => "close --anyway the vendor has not answered in four weeks";
    public override CommandGroup Group => CommandGroup.Incident;
    public override Permission Permission => Permission.Commander;
    public override ImmutableArray<OptionSpec> Options => [new("anyway", OptionKind.Rest)];

    public override CommandForm FormFor(CommandContext context)
    {
        var missing = context.MissingParts(context.Incident);
        return missing.IsEmpty
            ? new CommandForm(Name, "Close the incident", [new TickField("sure", "Close it") { IsRequired = true, Initial = TickField.Yes }]) { Submit = "Close" }
            : new CommandForm(Name, "Close the incident", [new TextField("anyway", "Why close it all the same") { IsRequired = true, IsLong = true }])
            {
                Submit = "Close anyway",
                Introduction = BotText.Say($"The postmortem still lacks: {string.Join(", ", missing)}."),
            };
    }

    public override string Line(FilledForm form) => "";

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        var incident = context.Incident.Incident;
        if (incident.Status != IncidentStatus.Resolved)
            return Rejection.NotResolved(incident);

        var missing = context.MissingParts(context.Incident);
        var reason = arguments.Option("anyway") ?? "";
        if (arguments.Has("anyway") && reason.Length == 0)
            return Unclear("Closing anyway needs a reason: it stands in the log.");
        if (missing.Length > 0 && reason.Length == 0)
            return Rejection.StillMissing(incident, missing);

        return context.Keep(new IncidentClosed(missing.IsEmpty ? null : reason))
            .TellChannel($"*{incident.Id} is closed.* Its action items are still followed up.");
    }
}
