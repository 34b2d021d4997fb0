using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class WhoCommand : Command
{
    public override string Name => "who";
    public override ImmutableArray<string> Aliases => ["roles"];
    public override ImmutableArray<string> Usage => ["who"];
    public override string Summary => "Who has which role";
    public override string Example => "who";
    public override CommandGroup Group => CommandGroup.LookUp;
    public override Permission Permission => Permission.Anyone;
    public override bool WorksAfterClose => true;

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        var incident = context.Incident.Incident;
        var roles = incident.Roles.IsEmpty
            ? BotText.Say($"Nobody has a role yet. `claim commander` takes command.")
            : BotText.Lines(incident.Roles.Select(held => BotText.Say($"*{Role.Named(held.Role).Title}*: {held.Holder}")));
        return Decision.Answer(incident.FurtherHomes.IsEmpty ? roles : roles.Then($"\nThey talk in {IncidentHome.Listed(incident.Homes)}"));
    }
}
