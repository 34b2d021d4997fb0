using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class MitigateCommand : Command
{
    public override string Name => "mitigate";
    public override ImmutableArray<string> Aliases => ["mitigated"];
    public override ImmutableArray<string> Usage => ["mitigate [what was done] [--at TIME]"];
    public override string Summary => "It no longer hurts";
    public override string Example => "mitigate Increased connection pool, killed slow queries";
    public override CommandGroup Group => CommandGroup.Incident;

    public override CommandForm FormFor(CommandContext context) =>
        new(Name, "Mitigated", [new TextField("text", "What was done") { IsLong = true }, WhenField]) { Submit = "Save" };

    public override Decision Decide(Arguments arguments, CommandContext context) =>
        StatusChange.To(IncidentStatus.Mitigated, arguments.Text, context);
}
