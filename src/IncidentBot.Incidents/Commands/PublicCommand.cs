using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class PublicCommand : Command
{
    public override string Name => "public";
    public override ImmutableArray<string> Usage => ["public"];
    public override string Summary => "Show the incident to everybody again";
    public override string Example => "public";
    public override CommandGroup Group => CommandGroup.Incident;
    public override Permission Permission => Permission.Commander;

    public override Decision Decide(Arguments arguments, CommandContext context) => context.Incident.Incident.IsPrivate
        ? context.Keep(new AccessChanged(false)).TellChannel($"*{context.Incident.Incident.Id} is public now*: lists, search and pages show it to everybody.")
        : Rejection.Because($"{context.Incident.Incident.Id} is already public.");
}
