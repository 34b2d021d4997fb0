namespace IncidentBot.Incidents.Nudges;

/// <summary>A status update was promised and has not come, or none was given for too long for the severity.</summary>
public sealed class UpdateDuePolicy : NudgePolicy
{
    public override string Kind => "update-due";

    public override NudgeOutlook Look(NudgeCase at)
    {
        if (!at.IsRunning || Due(at) is not { } due)
            return NudgeOutlook.Nothing;

        var moment = at.Incident.UpdatePostponedUntil is { } until && until > due ? until : due;
        return at.From(moment, Nudge(moment));
    }

    public override BotText Say(NudgeCase at, Nudge nudge, NudgeDocument document)
    {
        var incident = at.Incident;
        var said = incident.Holder(Role.Commander) is { } commander ? BotText.Say($"{commander}, ") : BotText.Empty;
        said = incident.NextUpdateDue is { } promised
            ? said.Then($"a status update was promised for {promised}.")
            : said.Then($"a status update is due: one every {Durations.InWords(Every(at))} for a {incident.Severity?.ToString()}.");
        return said.Then($" `update <text>`\n{Offered.Form("Update", "update", incident.Id) with { Style = OfferStyle.Primary }}")
            .Then($"{Later("30m", incident.Id)}{Later("60m", incident.Id)}{Later("90m", incident.Id)}");
    }

    public override BotText? SayOver(NudgeCase at, PastNudge past) => at.Incident switch
    {
        { IsOver: true } => SayEnded(at),
        { UpdatePostponedUntil: { } until } when until > past.DecidedAt => BotText.Say($"Nobody is asked for a status update before {until}."),
        { LastUpdateAt: { } given } when given >= past.DecidedAt => BotText.Say($"A status update was given at {given}."),
        _ => BotText.Say($"No status update is due now."),
    };

    private static DateTimeOffset? Due(NudgeCase at)
    {
        if (at.Incident.NextUpdateDue is { } promised)
            return at.Settings.PromisedUpdates ? promised : null;

        var every = Every(at);
        return every > TimeSpan.Zero ? Since(at) + every : null;
    }

    /// <summary>Whoever raises the severity is not told at once that an update is overdue.</summary>
    private static DateTimeOffset Since(NudgeCase at)
    {
        var since = at.Incident.LastUpdateAt ?? at.DeclaredOn;
        return at.Known.Severity is { On: var raised } && raised > since ? raised : since;
    }

    private static TimeSpan Every(NudgeCase at) => at.Incident.Severity is { } severity ? at.Settings.UpdateEvery[(int)severity] : TimeSpan.Zero;

    private static Offered Later(string span, IncidentId id) => new($"In {span}", $"update later {span}", id);
}
