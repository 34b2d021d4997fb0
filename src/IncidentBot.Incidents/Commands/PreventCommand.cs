using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class PreventCommand : Command
{
    public static StatementList Lists { get; } = new("improvement",
    [
        new("technical", Topic.TechnicalImprovement, "Technical improvement") { IsWork = true },
        new("process", Topic.ProcessImprovement, "Process improvement") { IsWork = true },
        new("monitoring", Topic.MonitoringImprovement, "Monitoring improvement") { IsWork = true },
    ]);

    public override string Name => "prevent";
    public override ImmutableArray<string> Usage => ["prevent technical|process|monitoring <text>", "prevent edit <n> <text>", "prevent remove <n>"];
    public override string Summary => "How it can be kept from happening again";
    public override string Example => "prevent monitoring Alert on connection pool usage";
    public override CommandGroup Group => CommandGroup.Document;
    public override bool WorksAfterClose => true;

    public override CommandForm FormFor(CommandContext context) => Lists.FormFor(Name, "Prevention");

    public override string Line(FilledForm form) => StatementList.Line(form);

    public override Decision Decide(Arguments arguments, CommandContext context) => Lists.Decide(arguments, context, this);
}
