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
        var roles = context.Incident.Incident.Roles;
        return roles.IsEmpty
            ? Decision.Answer($"Nobody has a role yet. `claim commander` takes command.")
            : Decision.Answer(BotText.Lines(roles.Select(held => BotText.Say($"*{Role.Named(held.Role).Title}*: {held.Holder}"))));
    }
}
