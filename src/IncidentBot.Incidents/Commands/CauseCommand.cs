using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class CauseCommand : Command
{
    public override string Name => "cause";
    public override ImmutableArray<string> Aliases => ["root-cause", "rootcause"];
    public override ImmutableArray<string> Usage => ["cause <text>"];
    public override string Summary => "The primary cause; said again, it replaces the earlier one";
    public override string Example => "cause A slow JOIN held connections until the pool was empty";
    public override CommandGroup Group => CommandGroup.Document;
    public override bool WorksAfterClose => true;

    public override CommandForm FormFor(CommandContext context) =>
        new(Name, "Primary cause", [new TextField("text", "What caused it") { IsRequired = true, IsLong = true, Initial = context.Incident.The(Topic.PrimaryCause)?.Text }]);

    public override Decision Decide(Arguments arguments, CommandContext context) => arguments.IsEmpty
        ? Unclear("What caused it?")
        : context.Keep(new Stated(Topic.PrimaryCause, arguments.Text)).TellChannel($"*Primary cause*: {arguments.Text}");
}
