using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class ReopenCommand : Command
{
    public override string Name => "reopen";
    public override ImmutableArray<string> Usage => ["reopen <reason> [--at TIME]"];
    public override string Summary => "It is back: one incident, one document, both episodes";
    public override string Example => "reopen Error rate is rising again";
    public override CommandGroup Group => CommandGroup.Incident;
    public override bool WorksAfterClose => true;

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        var incident = context.Incident.Incident;
        if (!incident.IsOver)
            return Rejection.StillRunning(incident);
        if (arguments.IsEmpty)
            return Unclear("Why is it open again?");

        return context.Keep(new IncidentReopened(arguments.Text))
            .TellChannel($"*{incident.Id} is open again*: {arguments.Text}");
    }
}
