using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class ResolveCommand : Command
{
    public override string Name => "resolve";
    public override ImmutableArray<string> Aliases => ["resolved", "fixed"];
    public override ImmutableArray<string> Usage => ["resolve [what restored service] [--at TIME]"];
    public override string Summary => "It is over: the draft of the postmortem is posted";
    public override string Example => "resolve Health checks passing --at 16:45";
    public override CommandGroup Group => CommandGroup.Incident;

    public override CommandForm FormFor(CommandContext context) =>
        new(Name, "Resolve the incident", [new TextField("text", "What restored service") { IsLong = true }, WhenField]) { Submit = "Resolve" };

    public override Decision Decide(Arguments arguments, CommandContext context) =>
        StatusChange.To(IncidentStatus.Resolved, arguments.Text, context);
}
