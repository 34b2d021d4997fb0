using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class WhyCommand : Command
{
    public static StatementList Lists { get; } = new("reason",
    [
        new("technical", Topic.TechnicalReason, "Technical reason"),
        new("process", Topic.ProcessReason, "Process reason"),
        new("human", Topic.HumanFactor, "Human factor"),
    ]);

    public override string Name => "why";
    public override ImmutableArray<string> Usage => ["why technical|process|human <text>", "why edit <n> <text>", "why remove <n>"];
    public override string Summary => "Why it happened: technical reason, process reason, human factor";
    public override string Example => "why process The index was not part of the review";
    public override CommandGroup Group => CommandGroup.Document;
    public override bool WorksAfterClose => true;

    public override CommandForm FormFor(CommandContext context) => Lists.FormFor(Name, "Why it happened");

    public override string Line(FilledForm form) => StatementList.Line(form);

    public override Decision Decide(Arguments arguments, CommandContext context) => Lists.Decide(arguments, context, this);
}
