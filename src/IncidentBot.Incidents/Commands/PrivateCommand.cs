using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class PrivateCommand : Command
{
    public override string Name => "private";
    public override ImmutableArray<string> Usage => ["private"];
    public override string Summary => "Show the incident to its own people only";
    public override string Example => "private";
    public override CommandGroup Group => CommandGroup.Incident;
    public override Permission Permission => Permission.Commander;

    public override Decision Decide(Arguments arguments, CommandContext context) => context.Incident.Incident.IsPrivate
        ? Rejection.Because($"{context.Incident.Incident.Id} is already private.")
        : context.Keep(new AccessChanged(true))
            .TellChannel($"*{context.Incident.Incident.Id} is private now*: lists, search and pages show it to its own people only. The channel itself is as open as before.");
}
