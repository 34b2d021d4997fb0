using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class ConvertCommand : Command
{
    public override string Name => "convert";
    public override ImmutableArray<string> Usage => ["convert [P0-P3|sev1-4] <title> [--at TIME] [--since 25m]"];
    public override string Summary => "Make this conversation an incident, with what was said before";
    public override string Example => "convert P2 Slow search --since 25m";
    public override CommandGroup Group => CommandGroup.Incident;
    public override Permission Permission => Permission.Anyone;
    public override bool NeedsIncident => false;
    public override ImmutableArray<OptionSpec> Options => new StartCommand().Options;

    public override CommandForm FormFor(CommandContext context) => StartCommand.Form(Name, "Make this an incident");

    public override string Line(FilledForm form) => StartCommand.Typed(form);

    public override Decision Decide(Arguments arguments, CommandContext context) =>
        StartCommand.Declare(this, arguments, context, here: true);
}
