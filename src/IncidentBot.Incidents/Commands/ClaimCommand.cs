using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class ClaimCommand : Command
{
    public override string Name => "claim";
    public override ImmutableArray<string> Usage => ["claim commander|lead|scribe|author|<custom>"];
    public override string Summary => "Take a role yourself";
    public override string Example => "claim commander";
    public override CommandGroup Group => CommandGroup.Incident;

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        if (arguments.IsEmpty || arguments.Text.Length > 40)
            return Unclear("Which role do you take?");

        // Buttons are pressed twice.
        var role = Role.Named(Lines.Joined(arguments.Text));
        return context.Incident.Incident.Holder(role)?.PersonId == context.By.Id
            ? Rejection.Because($"You are {role.Title} already.")
            : RoleCommand.Give(role, Owner.Of(context.By), context);
    }
}
