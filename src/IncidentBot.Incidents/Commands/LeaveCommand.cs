using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class LeaveCommand : Command
{
    public override string Name => "leave";
    public override ImmutableArray<string> Usage => ["leave"];
    public override string Summary => "End that an incident lives in this conversation too";
    public override string Example => "leave";
    public override CommandGroup Group => CommandGroup.Incident;
    public override bool WorksAfterClose => true;

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        var incident = context.Incident.Incident;
        if (incident.Home == context.Conversation)
            return Rejection.Because($"{incident.Id} has lived here from the start and stays. `leave` is for the conversations that joined it.");
        if (incident.FurtherHomes.FirstOrDefault(home => home.Conversation == context.Conversation) is not { } left)
            return Rejection.Because($"{incident.Id} does not live in this conversation. Type `leave` where it shall end.");

        return context.Keep(new HomeLeft(left.Conversation))
            .TellChannel($"{left.Channel} has left *{incident.Id}*: what is said there from now on is not recorded; what was said stays in the log.");
    }
}
