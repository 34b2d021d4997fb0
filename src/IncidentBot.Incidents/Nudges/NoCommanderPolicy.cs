namespace IncidentBot.Incidents.Nudges;

/// <summary>Nobody leads.</summary>
public sealed class NoCommanderPolicy : NudgePolicy
{
    public override string Kind => "no-commander";

    public override NudgeOutlook Look(NudgeCase at) =>
        at.Settings.NoCommander > TimeSpan.Zero && at.IsRunning && at.Incident.Holder(Role.Commander) is null
            ? at.From(at.DeclaredOn + at.Settings.NoCommander, Nudge("declared"))
            : NudgeOutlook.Nothing;

    public override BotText Say(NudgeCase at, Nudge nudge, NudgeDocument document) =>
        BotText.Say($"Nobody is in command yet. Who leads? `claim commander`, or `commander @person`.\n{new Offered("Take command", "claim commander", at.Incident.Id) with { Style = OfferStyle.Primary }}");

    public override BotText? SayOver(NudgeCase at, PastNudge past) =>
        at.Incident.Holder(Role.Commander) is { } commander ? BotText.Say($"{commander.Name} is in command.") : SayEnded(at);
}
