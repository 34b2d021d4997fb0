using System.Globalization;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Web.IncidentPages;

/// <summary>What happened, in a few words, for the page of the log.</summary>
internal static class LogWords
{
    public static string Of(TimelineDetail detail) => detail switch
    {
        CommandIssued command => $"/incident {command.Text}",
        IncidentDeclared declared => $"Incident declared: {declared.Title}",
        HomeOpened home => $"Home: #{home.Name}",
        HomeJoined home => $"Lives in #{home.Name} too",
        HomeLeft => "A conversation left",
        HomeArchived => "The channel was archived",
        HomeUnarchived => "The channel was taken out of the archive",
        ArchivingAnnounced announced => $"The channel will be archived on {Shown(announced.At)}",
        PersonRecognised recognised => $"{recognised.As.Name} is known under another account as well",
        PersonJoined => "Joined",
        PersonLeft => "Left",
        StatusChanged changed => With($"Status: {changed.To}", changed.What),
        IncidentReopened reopened => With("Reopened", reopened.Reason),
        IncidentClosed closed => With("Closed", closed.Despite),
        IncidentCancelled cancelled => With("Cancelled", cancelled.Reason),
        TimeCorrected corrected => $"{corrected.Milestone} corrected to {Shown(corrected.To)}",
        SeverityChanged changed => With($"Severity: {changed.To}", changed.Why),
        RoleAssigned role => $"{Role.Named(role.Role).Title}: {role.Holder.Name}",
        TitleChanged title => $"Title: {title.Title}",
        StatusUpdatePosted update => $"Status update: {update.Text}",
        StatusUpdatePostponed postponed => $"Nobody is asked for a status update before {Shown(postponed.Until)}",
        AccessChanged access => access.IsPrivate ? "Made private" : "Made public",
        PersonInvited invited => $"Invited: {invited.Guest.Name}",
        NoteAdded note => With($"Note: {note.Event}", note.ActionTaken),
        EntryEdited entry => With($"Timeline {entry.Number} now says: {entry.Event}", entry.ActionTaken),
        EntryMoved entry => $"Timeline {entry.Number} moved to {Shown(entry.To)}",
        EntryHidden entry => $"Timeline {entry.Number} hidden",
        EntryShown entry => $"Timeline {entry.Number} shown again",
        _ => OfDocument(detail),
    };

    private static string OfDocument(TimelineDetail detail) => detail switch
    {
        Detected detected => With($"Detected: {detected.Method}", detected.Note),
        Stated stated => $"{stated.Topic}: {stated.Text}",
        StatementEdited stated => $"{stated.Topic} {stated.Number} now says: {stated.Text}",
        StatementRemoved stated => $"{stated.Topic} {stated.Number} removed",
        DegradationSet set => $"Degradation: {set.Degradation}",
        ImpactMeasured measured => $"{measured.Measure}, {measured.Subject}: {measured.Normal} → {measured.During}",
        MetricRecorded metric => $"Metric {metric.Name}: {metric.Value.ToString(CultureInfo.InvariantCulture)}",
        LinkAdded link => With($"Link: {link.Url}", link.Label),
        IncidentRelated related => With($"Related: {related.Id}", related.Why),
        SectionWritten written => $"Wrote “{written.Heading}”: {written.Text}",
        SlotWritten written => $"Wrote “{written.Title}”: {written.Text}",
        SlotReleased released => $"Gave {released.Slot} back to the bot",
        SuggestionDeclined declined => $"Kept what was written by hand: {declined.Slot}",
        ReviewScheduled review => $"Review on {review.On:yyyy-MM-dd}",
        SignedOff signed => $"Signed off as {signed.Role}",
        ActionItemAdded added => $"{added.ItemId}: {added.Text}",
        ActionItemProgressed item => With($"{item.ItemId}: {ActionItem.WordFor(item.To)}", item.Note),
        ActionItemReworded item => $"{item.ItemId}: {item.Text}",
        ActionItemSnoozed item => $"{item.ItemId}: no reminder before {item.Until:yyyy-MM-dd}",
        TicketLinked item => $"{item.ItemId}: {item.Url}",
        ActionItemAssigned item => item.Owner is { } owner ? $"{item.ItemId} belongs to {owner.Name}" : $"{item.ItemId} has no owner",
        ActionItemRescheduled item => item.DueOn is { } due ? $"{item.ItemId} is due on {due:yyyy-MM-dd}" : $"{item.ItemId} has no due date",
        ActionItemPrioritised item => $"{item.ItemId}: {item.Priority}",
        CaptureGap gap => With($"The bot did not listen from {Shown(gap.From)} to {Shown(gap.To)}; {gap.Fetched} messages were read later", gap.WhyNotFilled),
        MessageEdited edited => $"A message was edited: {edited.Text ?? "deleted"}",
        MessageDeleted => "A message was deleted",
        MessageKept => "A message was put into the timeline",
        MessageUnkept => "A message was taken out of the timeline",
        _ => EventKinds.Of(detail).Replace('-', ' '),
    };

    private static string With(string words, string? more) => more is null ? words : $"{words}: {more}";

    private static string Shown(Moment at) => $"{at.At.UtcDateTime:yyyy-MM-dd} {at.ToClock()} UTC";

    private static string Shown(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
