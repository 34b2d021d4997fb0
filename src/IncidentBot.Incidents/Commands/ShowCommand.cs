using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class ShowCommand : Command
{
    public override string Name => "show";
    public override ImmutableArray<string> Aliases => ["info"];
    public override ImmutableArray<string> Usage => ["show", "show picture"];
    public override string Summary => "This incident: its state, its lists with their numbers, and what was captured";
    public override string Example => "show";
    public override CommandGroup Group => CommandGroup.LookUp;
    public override Permission Permission => Permission.Anyone;
    public override bool WorksAfterClose => true;

    public override Decision Decide(Arguments arguments, CommandContext context) => arguments.Text.Trim().ToLowerInvariant() switch
    {
        "picture" when context.IsShared => Rejection.Because($"People of another organisation read along here, so the picture does not come as a file. `postmortem` shows you the page's link."),
        "picture" => Decision.Nothing.TellChannel($"{context.Incident.Incident.Id} at a glance").ThenDo(new SharePicture()),
        _ => Decision.Ask(new IncidentShown()),
    };
}
