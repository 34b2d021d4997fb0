using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class CancelCommand : Command
{
    public override string Name => "cancel";
    public override ImmutableArray<string> Usage => ["cancel [reason]"];
    public override string Summary => "It was no incident: a false alarm, a duplicate, a test";
    public override string Example => "cancel False alarm: the probe itself was down";
    public override CommandGroup Group => CommandGroup.Incident;
    public override Permission Permission => Permission.Commander;

    public override CommandForm FormFor(CommandContext context) =>
        new(Name, "Cancel the incident", [new TextField("text", "Why it was none") { IsLong = true, Hint = "A false alarm, a duplicate, a test." }]) { Submit = "Cancel it" };

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        var incident = context.Incident.Incident;
        if (incident.Status == IncidentStatus.Resolved)
            return Rejection.AlreadyResolved(incident);

        return context.Keep(new IncidentCancelled(arguments.IsEmpty ? null : arguments.Text))
            .TellChannel($"*{incident.Id} is cancelled.* The log stays; `reopen <reason>` takes it up again.");
    }
}
