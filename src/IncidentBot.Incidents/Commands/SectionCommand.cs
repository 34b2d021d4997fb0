using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class SectionCommand : Command
{
    public override string Name => "section";
    public override ImmutableArray<string> Usage => ["section \"<heading>\" <text>"];
    public override string Summary => "Write any part of the document by hand";
    public override string Example => "section \"What Went Well\" The rollback was rehearsed.";
    public override CommandGroup Group => CommandGroup.Document;
    public override bool WorksAfterClose => true;

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        var (heading, text) = arguments.Split();
        if (heading.Length is 0 or > 200 || text.IsEmpty)
            return Unclear(heading.Length == 0 ? "Which section, and what shall stand there?" : $"What shall stand under “{heading}”?");

        return context.Keep(new SectionWritten(Lines.Joined(heading), text.Text)).TellChannel($"*{Lines.Joined(heading)}*: {text.Text}");
    }
}
