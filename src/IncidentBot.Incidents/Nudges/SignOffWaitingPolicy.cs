using System.Globalization;

namespace IncidentBot.Incidents.Nudges;

/// <summary>Somebody has signed the document, and somebody else has not.</summary>
public sealed class SignOffWaitingPolicy : NudgePolicy
{
    private static readonly TimeSpan Again = TimeSpan.FromDays(7);
    private static readonly TimeSpan TooLate = TimeSpan.FromDays(30);

    public override string Kind => "sign-off-waiting";

    public override NudgeOutlook Look(NudgeCase at)
    {
        if (at.Settings.SignOff <= 0 || !at.IsWrittenUp || at.Record.Review.State != ReviewState.InReview || at.Known.Signatures.IsEmpty)
            return NudgeOutlook.Nothing;

        return Review.SigningRoles
            .Where(role => at.Known.Signatures.All(signed => signed.Role != role.Name))
            .Select(role => Of(role, at))
            .Aggregate(NudgeOutlook.Nothing, (one, other) => one.And(other));
    }

    public override BotText Say(NudgeCase at, Nudge nudge, NudgeDocument document)
    {
        var (id, role) = (at.Incident.Id, Role.Named(nudge.Slot.Split(' ')[0]));
        var said = BotText.Say($"The postmortem of *{id}* {at.Incident.Title} waits for the signature of the *{role.Title}*: {document.Link}\n");
        return nudge.To is null
            ? said.Then($"Nobody has that role: `role {role.Name} @person`")
            : said.Then($"It is yours: `signoff`\n{new Offered("Sign off", "signoff", id) with { Style = OfferStyle.Primary }}");
    }

    private NudgeOutlook Of(Role role, NudgeCase at)
    {
        var holder = at.Incident.Holder(role) is { IsPerson: true } person ? person : null;
        if (holder is null && !at.HasHome)
            return NudgeOutlook.Nothing;

        var before = at.BeforeOf(Kind).Where(past => past.Slot.StartsWith(role.Name + " ", StringComparison.Ordinal)).ToList();
        var zone = at.ZoneOf(holder);
        var due = at.Settings.Work.After(at.Known.Signatures.Max(signed => signed.At), at.Settings.SignOff, zone);
        if (before.Count > 0 && before.Max(past => past.DecidedAt) + Again is var next && next > due)
            due = at.Settings.Work.InHours(next, zone);
        var slot = string.Create(CultureInfo.InvariantCulture, $"{role.Name} {before.Count + 1}");
        return at.Between(due, due + TooLate, Nudge(slot) with { To = holder });
    }
}
