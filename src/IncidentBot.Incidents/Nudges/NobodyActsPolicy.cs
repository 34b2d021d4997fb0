namespace IncidentBot.Incidents.Nudges;

/// <summary>It is as bad as can be, and nobody has taken it up but the one who said so.</summary>
public sealed class NobodyActsPolicy : NudgePolicy
{
    public override string Kind => "nobody-acts";

    public override NudgeOutlook Look(NudgeCase at)
    {
        var patience = at.Settings.NobodyActs;
        if (patience <= TimeSpan.Zero || !at.IsRunning || at.Incident.Severity != Severity.P0 || at.Known.OthersAct || at.Known.Severity is not { } given)
            return NudgeOutlook.Nothing;

        var nudge = Nudge(given.On) with { IsAnnounced = at.Incident is { IsPrivate: false, IsDrill: false } };
        // Chat brings no look by itself, and once somebody acts the post is to say so.
        return at.WasDecided(nudge) && at.Now < given.On + TimeSpan.FromDays(1)
            ? NudgeOutlook.At(at.Now + patience)
            : at.From(given.On + patience, nudge);
    }

    public override BotText Say(NudgeCase at, Nudge nudge, NudgeDocument document)
    {
        var by = at.Known.Severity is { } given ? BotText.Say($"{given.By.Name}") : BotText.Say($"whoever declared it");
        return BotText.Say($"This is a *P0*, and nobody but ").Then(by)
            .Then($" has said or done anything for {Durations.InWords(at.Settings.NobodyActs)}. Who takes it up?\n{TakeCommand(at)}");
    }

    /// <summary>Without its title: should it become private, nothing of it stands there.</summary>
    public override BotText SayToOthers(NudgeCase at) => at.Incident is { Home: { } home, HomeName: { } name }
        ? BotText.Say($"*P0* {at.Incident.Id}: nobody has taken it up yet. Who can? {new ChannelNamed(home, name)}\n{TakeCommand(at)}")
        : BotText.Say($"*P0* {at.Incident.Id}: nobody has taken it up yet. Who can?\n{TakeCommand(at)}");

    public override BotText? SayOver(NudgeCase at, PastNudge past)
    {
        if (SayEnded(at) is { } ended)
            return ended;
        if (at.Incident.Severity is { } severity and not Severity.P0)
            return BotText.Say($"{at.Incident.Id} is a *{severity}* now.");

        return at.Known.OthersAct ? BotText.Say($"{at.Incident.Id} was taken up.") : null;
    }

    private static Offered TakeCommand(NudgeCase at) => new("Take command", "claim commander", at.Incident.Id) { Style = OfferStyle.Primary };
}
