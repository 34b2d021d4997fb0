using System.Globalization;

namespace IncidentBot.Incidents.Nudges;

/// <summary>The day of the review has come, and nobody has signed the document off.</summary>
public sealed class ReviewDuePolicy : NudgePolicy
{
    private static readonly TimeSpan TooLate = TimeSpan.FromDays(14);

    public override string Kind => "review-due";

    public override NudgeOutlook Look(NudgeCase at)
    {
        if (at.Settings.ReviewAgain <= 0 || !at.IsWrittenUp || at.Record.Review.State != ReviewState.InReview || at.Record.ReviewOn is not { } day)
            return NudgeOutlook.Nothing;

        var people = at.Record.Review.Reviewers.Append(at.Incident.Holder(Role.Author)).OfType<Owner>().Where(person => person.IsPerson).DistinctBy(person => person.PersonId).ToList();
        if (people.Count == 0)
            return at.HasHome ? Of(null, day, at) : NudgeOutlook.Nothing;

        return people.Select(person => Of(person, day, at)).Aggregate((one, other) => one.And(other));
    }

    public override BotText Say(NudgeCase at, Nudge nudge, NudgeDocument document)
    {
        var (id, day) = (at.Incident.Id, at.Record.ReviewOn!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        var isReviewer = nudge.To is { PersonId: { } person } && at.Record.Review.Reviewers.Any(reviewer => reviewer.PersonId == person);
        var said = nudge.Slot.StartsWith("again", StringComparison.Ordinal)
            ? BotText.Say($"The review of the postmortem of *{id}* {at.Incident.Title} was to be done by {day}, and it is not signed off: {document.Link}\n")
            : BotText.Say($"The postmortem of *{id}* {at.Incident.Title} is to be reviewed by today: {document.Link}\n");
        return isReviewer
            ? said.Then($"Please read it. `comment <text>` says what is not right yet.\n{Offered.Form("Comment", "comment", id)}")
            : said.Then($"`signoff` signs it, `review <date>` gives it another day.\n{Offered.Form("Another day", "review", id)}");
    }

    private NudgeOutlook Of(Owner? person, DateOnly day, NudgeCase at)
    {
        var zone = at.ZoneOf(person);
        var first = at.Settings.Work.BeginOf(day, zone);
        var again = at.Settings.Work.BeginOf(at.Settings.Work.WorkingDayFrom(day.AddDays(at.Settings.ReviewAgain)), zone);
        var slot = $"{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} {person?.PersonId ?? "home"}";
        return at.Between(first, again, Nudge($"first {slot}") with { To = person })
            .And(at.Between(again, again + TooLate, Nudge($"again {slot}") with { To = person }));
    }
}
