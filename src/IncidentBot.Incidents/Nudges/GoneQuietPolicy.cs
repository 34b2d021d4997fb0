namespace IncidentBot.Incidents.Nudges;

/// <summary>Nobody has said or done anything for long, and nobody has said that it is over.</summary>
public sealed class GoneQuietPolicy : NudgePolicy
{
    /// <summary>So often it is looked whether a spell that was asked about has ended.</summary>
    private static readonly TimeSpan Ear = TimeSpan.FromMinutes(5);

    public override string Kind => "gone-quiet";

    public override NudgeOutlook Look(NudgeCase at)
    {
        var quiet = at.Settings.Quiet;
        if (quiet <= TimeSpan.Zero || !at.IsRunning)
            return NudgeOutlook.Nothing;

        var nudge = Nudge(at.LastAct);
        var outlook = at.From(at.LastAct + quiet, nudge);
        if (!outlook.Due.IsEmpty || outlook.LookAt is not null)
            return outlook;

        // Chat brings no look by itself: the end of the spell, and the next one, must be looked for.
        var isFresh = at.WasDecided(nudge) && at.Now < at.LastAct + TimeSpan.FromDays(1);
        return NudgeOutlook.At(at.Now + (isFresh ? Ear : quiet));
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
