using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class FixCommand : Command
{
    public static StatementList Lists { get; } = new("fix",
    [
        new("immediate", Topic.ImmediateAction, "Immediate action"),
        new("longterm", Topic.LongTermFix, "Long-term fix") { IsWork = true },
    ]);

    public override string Name => "fix";
    public override ImmutableArray<string> Usage => ["fix immediate|longterm <text>", "fix edit <n> <text>", "fix remove <n>"];
    public override string Summary => "What was done: at once, or for good";
    public override string Example => "fix immediate Increased connection pool from 20 to 50";
    public override CommandGroup Group => CommandGroup.Document;
    public override bool WorksAfterClose => true;

    public override CommandForm FormFor(CommandContext context) => Lists.FormFor(Name, "What was done");

    public override string Line(FilledForm form) => StatementList.Line(form);

    public override Decision Decide(Arguments arguments, CommandContext context) => Lists.Decide(arguments, context, this);
}
