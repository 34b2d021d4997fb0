using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class ClaimCommand : Command
{
    public override string Name => "claim";
    public override ImmutableArray<string> Usage => ["claim commander|lead|scribe|author|<custom>"];
    public override string Summary => "Take a role yourself";
    public override string Example => "claim commander";
    public override CommandGroup Group => CommandGroup.Incident;

    public override Decision Decide(Arguments arguments, CommandContext context) =>
        arguments.IsEmpty || arguments.Text.Length > 40
            ? Unclear("Which role do you take?")
            : RoleCommand.Give(Role.Named(Lines.Joined(arguments.Text)), Owner.Of(context.By), context);
}
