using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class WebCommand : Command
{
    public override string Name => "web";
    public override ImmutableArray<string> Aliases => ["signin", "login"];
    public override ImmutableArray<string> Usage => ["web"];
    public override string Summary => "A link that signs you in on the web pages, for you alone";
    public override string Example => "web";
    public override CommandGroup Group => CommandGroup.LookUp;
    public override Permission Permission => Permission.Anyone;
    public override bool NeedsIncident => false;

    public override Decision Decide(Arguments arguments, CommandContext context) => Decision.Ask(new WebLink());
}
