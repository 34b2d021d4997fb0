using System.Globalization;

namespace IncidentBot.Incidents.Nudges;

/// <summary>It was resolved days ago, and the document is still a draft.</summary>
public sealed class PostmortemDuePolicy : NudgePolicy
{
    private const int Most = 4;
    private static readonly TimeSpan Again = TimeSpan.FromDays(7);

    /// <summary>A draft that was left so long is left in peace.</summary>
    private static readonly TimeSpan TooLate = TimeSpan.FromDays(30);

    public override string Kind => "postmortem-due";

    public override NudgeOutlook Look(NudgeCase at)
    {
        if (!at.IsWrittenUp || at.Incident.Status != IncidentStatus.Resolved || at.Record.Review.State != ReviewState.Draft || at.Incident.ResolvedAt is not { } resolved)
            return NudgeOutlook.Nothing;
        if (First(resolved.At, at) is not { } first)
            return NudgeOutlook.Nothing;

        // The resolve itself: its time may be corrected later, and is the same resolve.
        var resolve = Slot(at.Record.Questions.ResolvedOn ?? resolved.At);
        var before = at.BeforeOf(Kind).Where(past => past.Slot.StartsWith(resolve, StringComparison.Ordinal)).ToList();
        if (before.Count >= Most || To(at) is null && !at.HasHome)
            return NudgeOutlook.Nothing;

        var due = before.Count == 0 ? first : at.Settings.Work.InHours(Moved(before, at) + Again, at.ZoneOf(To(at)));
        var nudge = Nudge(string.Create(CultureInfo.InvariantCulture, $"{resolve} {before.Count + 1}")) with { To = To(at) };
        return at.Between(due, due + TooLate, nudge);
    }

    public override BotText Say(NudgeCase at, Nudge nudge, NudgeDocument document)
    {
        var id = at.Incident.Id;
        var said = BotText.Say($"The postmortem of *{id}* {at.Incident.Title} is still a draft: {document.Link}\n{document.Filled} of {document.Required} required parts are filled.");
        said = document.Missing.IsEmpty
            ? said.Then($" Nothing is missing.")
            : said.Then($" Missing: {string.Join(", ", document.Missing)}.");
        return said.Then($" When others shall read it: `review <date> @reviewer`\n{Offered.Form("Ask for review", "review", id) with { Style = OfferStyle.Primary }}");
    }

    private static DateTimeOffset? First(DateTimeOffset resolved, NudgeCase at)
    {
        var (settings, zone) = (at.Settings, at.ZoneOf(To(at)));
        return at.Incident.Severity is Severity.P0 or Severity.P1
            ? settings.UrgentPostmortem > 0 ? settings.Work.InHours(resolved.AddDays(settings.UrgentPostmortem), zone) : null
            : settings.Postmortem > 0 ? settings.Work.After(resolved, settings.Postmortem, zone) : null;
    }

    private static DateTimeOffset Moved(IEnumerable<PastNudge> before, NudgeCase at) =>
        before.Select(past => past.DecidedAt).Append(at.Record.Questions.LastDeed).Max();

    private static Owner? To(NudgeCase at) => new[] { Role.Author, Role.Commander }.Select(at.Incident.Holder).FirstOrDefault(holder => holder is { IsPerson: true });
}
