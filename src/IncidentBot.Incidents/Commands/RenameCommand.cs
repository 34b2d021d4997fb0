using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class RenameCommand : Command
{
    public override string Name => "rename";
    public override ImmutableArray<string> Aliases => ["title"];
    public override ImmutableArray<string> Usage => ["rename <title>"];
    public override string Summary => "Give the incident another title";
    public override string Example => "rename Database connection pool exhaustion";
    public override CommandGroup Group => CommandGroup.Incident;
    public override bool WorksAfterClose => true;

    public override CommandForm FormFor(CommandContext context) =>
        new(Name, "Rename", [new TextField("text", "Title") { IsRequired = true, MaxLength = 200, Initial = context.Incident.Incident.Title }]);

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        var title = Lines.Joined(arguments.Text);
        if (title.Length is 0 or > 200)
            return Unclear(title.Length == 0 ? "What shall it be called?" : $"That title has {title.Length} characters; 200 is the most.");

        return context.Keep(new TitleChanged(title)).TellChannel($"{context.Incident.Incident.Id} is now called *{title}*");
    }
}
