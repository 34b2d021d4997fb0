using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class ListCommand : Command
{
    public override string Name => "list";
    public override ImmutableArray<string> Aliases => ["ls", "incidents"];
    public override ImmutableArray<string> Usage => ["list [--page 2]"];
    public override string Summary => "The incidents that are open";
    public override string Example => "list";
    public override CommandGroup Group => CommandGroup.LookUp;
    public override Permission Permission => Permission.Anyone;
    public override bool NeedsIncident => false;
    public override ImmutableArray<OptionSpec> Options => [Page.Option];

    public override Decision Decide(Arguments arguments, CommandContext context) => Decision.Ask(new OpenIncidents(Page.Of(arguments)));
}
