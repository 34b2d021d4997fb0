using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class SummaryCommand : Command
{
    public override string Name => "summary";
    public override ImmutableArray<string> Usage => ["summary <text>"];
    public override string Summary => "What happened, in two or three sentences";
    public override string Example => "summary The API ran out of database connections and answered 503.";
    public override CommandGroup Group => CommandGroup.Document;
    public override bool WorksAfterClose => true;

    public override CommandForm FormFor(CommandContext context) =>
        new(Name, "Summary", [new TextField("text", "What happened, in two or three sentences") { IsRequired = true, IsLong = true, Initial = context.Incident.The(Topic.Summary)?.Text }]);

    public override Decision Decide(Arguments arguments, CommandContext context) => arguments.IsEmpty
        ? Unclear("What happened?")
        : context.Keep(new Stated(Topic.Summary, arguments.Text)).TellChannel($"*Summary*: {arguments.Text}");
}
