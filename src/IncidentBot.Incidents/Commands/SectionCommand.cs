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

    public override CommandForm FormFor(CommandContext context)
    {
        var headings = context.Headings(context.Incident).Where(heading => heading.Length <= Choice.LongestValue).Take(ChoiceField.MostChoices).ToList();
        return new CommandForm(Name, "Write a section",
        [
            headings.Count == 0
                ? new TextField("heading", "Heading") { IsRequired = true, MaxLength = 200 }
                : new ChoiceField("heading", "Section", Choice.Of([.. headings])) { IsRequired = true },
            new TextField("text", "Text") { IsRequired = true, IsLong = true, Hint = "It takes the place of what the bot wrote under that heading." },
        ]);
    }

    public override string Line(FilledForm form) => $"\"{form["heading"].Replace('"', '\'')}\" {form["text"]}";

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        var (heading, text) = arguments.Split();
        if (heading.Length is 0 or > 200 || text.IsEmpty)
            return Unclear(heading.Length == 0 ? "Which section, and what shall stand there?" : $"What shall stand under “{heading}”?");

        return context.Keep(new SectionWritten(Lines.Joined(heading), text.Text)).TellChannel($"*{Lines.Joined(heading)}*: {text.Text}");
    }
}
