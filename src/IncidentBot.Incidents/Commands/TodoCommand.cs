using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class TodoCommand : Command
{
    public override string Name => "todo";
    public override ImmutableArray<string> Aliases => ["todos", "mine"];
    public override ImmutableArray<string> Usage => ["todo [--page 2]"];
    public override string Summary => "My open action items, in every incident";
    public override string Example => "todo";
    public override CommandGroup Group => CommandGroup.ActionItems;
    public override Permission Permission => Permission.Anyone;
    public override bool NeedsIncident => false;
    public override ImmutableArray<OptionSpec> Options => [Page.Option];

    public override Decision Decide(Arguments arguments, CommandContext context) => Decision.Ask(new WorkOf(context.By, Page.Of(arguments)));
}
