namespace IncidentBot.Incidents.Nudges;

/// <summary>Nobody has said or done anything for long, and nobody has said that it is over.</summary>
public sealed class GoneQuietPolicy : NudgePolicy
{
    public override string Kind => "gone-quiet";

    public override NudgeOutlook Look(NudgeCase at)
    {
        var quiet = at.Settings.Quiet;
        if (quiet <= TimeSpan.Zero || !at.IsRunning)
            return NudgeOutlook.Nothing;

        // Chat brings no look by itself, and so the next quiet spell must be looked for.
        var outlook = at.From(at.LastAct + quiet, Nudge(at.LastAct));
        return outlook.Due.IsEmpty && outlook.LookAt is null ? NudgeOutlook.At(at.Now + quiet) : outlook;
    }

    public override BotText Say(NudgeCase at, Nudge nudge, NudgeDocument document)
    {
        var id = at.Incident.Id;
        var mitigate = at.Incident.Status == IncidentStatus.Mitigated ? BotText.Empty : BotText.Say($"{Offered.Form("Mitigate", "mitigate", id)}");
        return BotText.Say($"It has been quiet here for {Durations.InWords(at.Settings.Quiet)}. Does {id} still go on? `update <text>` says where it stands.\n{Offered.Form("Update", "update", id)}")
            .Then(mitigate)
            .Then($"{Offered.Form("Resolve", "resolve", id)}");
    }

    public override BotText? SayOver(NudgeCase at, PastNudge past) => SayEnded(at) ?? BotText.Say($"It was quiet here for a while; it goes on.");
}
