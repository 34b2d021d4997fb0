using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class LessonCommand : Command
{
    public static StatementList Lists { get; } = new("lesson",
    [
        new("well", Topic.WentWell, "Went well"),
        new("wrong", Topic.WentWrong, "Went wrong"),
        new("learned", Topic.Learned, "Learned") { IsWork = true },
    ]);

    public override string Name => "lesson";
    public override ImmutableArray<string> Usage => ["lesson well|wrong|learned <text>", "lesson edit <n> <text>", "lesson remove <n>"];
    public override string Summary => "What went well, what went wrong, what we learned";
    public override string Example => "lesson well The alert fired within a minute";
    public override CommandGroup Group => CommandGroup.Document;
    public override bool WorksAfterClose => true;

    public override CommandForm FormFor(CommandContext context) => Lists.FormFor(Name, "Lesson");

    public override string Line(FilledForm form) => StatementList.Line(form);

    public override Decision Decide(Arguments arguments, CommandContext context) => Lists.Decide(arguments, context, this);
}
