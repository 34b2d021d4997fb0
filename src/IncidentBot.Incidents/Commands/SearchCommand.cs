using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class SearchCommand : Command
{
    public override string Name => "search";
    public override ImmutableArray<string> Aliases => ["find"];
    public override ImmutableArray<string> Usage => ["search <words> [--page 2]"];
    public override string Summary => "Full-text search in every incident";
    public override string Example => "search connection pool";
    public override CommandGroup Group => CommandGroup.LookUp;
    public override Permission Permission => Permission.Anyone;
    public override bool NeedsIncident => false;
    public override ImmutableArray<OptionSpec> Options => [Page.Option];

    public override Decision Decide(Arguments arguments, CommandContext context) =>
        arguments.IsEmpty ? Unclear("What shall I look for?") : Decision.Ask(new TextSearch(Lines.Joined(arguments.Text), Page.Of(arguments)));
}
