using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class VerifyCommand : Command
{
    public override string Name => "verify";
    public override ImmutableArray<string> Aliases => ["postmortem verify"];
    public override ImmutableArray<string> Usage => ["verify"];
    public override string Summary => "Prove that nothing in the log and in the signed postmortem was changed afterwards";
    public override string Example => "verify";
    public override CommandGroup Group => CommandGroup.Document;
    public override Permission Permission => Permission.Anyone;
    public override bool WorksAfterClose => true;

    public override Decision Decide(Arguments arguments, CommandContext context) => Decision.Ask(new LogVerified());
}
