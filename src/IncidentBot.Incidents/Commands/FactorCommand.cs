using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class FactorCommand : Command
{
    public static StatementList Lists { get; } = new("contributing factor",
    [
        new("", Topic.ContributingFactor, "Contributing factor"),
    ]);

    public override string Name => "factor";
    public override ImmutableArray<string> Usage => ["factor <text>", "factor edit <n> <text>", "factor remove <n>"];
    public override string Summary => "A contributing factor";
    public override string Example => "factor No query timeout configured";
    public override CommandGroup Group => CommandGroup.Document;
    public override bool WorksAfterClose => true;

    public override CommandForm FormFor(CommandContext context) => Lists.FormFor(Name, "Contributing factor");

    public override string Line(FilledForm form) => StatementList.Line(form);

    public override Decision Decide(Arguments arguments, CommandContext context) => Lists.Decide(arguments, context, this);
}
