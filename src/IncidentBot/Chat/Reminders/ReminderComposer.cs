using IncidentBot.Incidents;
using IncidentBot.Incidents.Nudges;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Reminders;

/// <summary>Decides what stands in a reminder's message, and in which order.</summary>
public sealed class ReminderComposer(ReminderItems items, TeamBook teams, NameStore names)
{
    /// <summary>More are only counted.</summary>
    private const int MostInFull = 20;

    /// <returns>Nothing where there is nothing to say after all.</returns>
    public async Task<(ReminderLayout Layout, IReadOnlyDictionary<ItemKey, RemindedItem> Shown)?> ComposeAsync(
        Recipient to, IReadOnlyList<WaitingReminder> said, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var person = to.PersonId is { } id ? await names.FindAsync(id, cancellationToken) : null;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZones.Find(person?.TimeZone)).DateTime);
        var reminded = said.Where(reminder => reminder.Item is not null).ToList();
        var known = await items.FindAsync([.. reminded.Select(KeyOf).Distinct()], to.PersonId, to.Home, cancellationToken);
        var entries = reminded
            .OrderBy(reminder => SectionOf(reminder.Kind)).ThenBy(reminder => reminder.Item!.DueOn)
            .Select(reminder => ReminderEntry.Of(SectionOf(reminder.Kind), known[KeyOf(reminder)]))
            // What is told to the commander and to the lead, who are the same, is told once.
            .DistinctBy(entry => (entry.Section, entry.Key)).ToList();
        var isDigest = said.Any(reminder => reminder.Kind == ReminderKind.Digest);
        if (isDigest)
            entries = [.. await OpenOfAsync(to.PersonId!, today, cancellationToken), .. entries.Where(entry => entry.Section is ReminderSection.Escalated or ReminderSection.OwnerLeft)];
        if (entries.Count == 0)
            return null;

        var isOwn = entries[0].Section is not (ReminderSection.Escalated or ReminderSection.OwnerLeft);
        var layout = new ReminderLayout(HeadOf(to, isDigest && isOwn), today, [.. entries.Take(MostInFull)], Math.Max(0, entries.Count - MostInFull))
        {
            Mention = to.Home is null ? null : known.Values.First().Commander,
            CanAct = person?.Standing != "Guest",
        };
        return (layout, await ShownAsync(layout, to, cancellationToken));
    }

    /// <returns>Nothing where the item is somebody else's by now, or done.</returns>
    public async Task<(ReminderLayout Layout, IReadOnlyDictionary<ItemKey, RemindedItem> Shown)?> AssignedAsync(
        IncidentId incident, AssignedErrand errand, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = new ItemKey(incident, errand.ItemId);
        var shown = await items.FindAsync([key], errand.PersonId, null, cancellationToken);
        if (!shown.TryGetValue(key, out var item) || !item.IsOpen || item.OwnerId != errand.PersonId)
            return null;

        var person = await names.FindAsync(errand.PersonId, cancellationToken);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZones.Find(person?.TimeZone)).DateTime);
        var layout = new ReminderLayout(ReminderHead.Assigned, today, [ReminderEntry.Of(ReminderSection.Assigned, item)], 0) { By = errand.By, CanAct = person?.Standing != "Guest" };
        return (layout, shown);
    }

    private Task<IReadOnlyDictionary<ItemKey, RemindedItem>> ShownAsync(ReminderLayout layout, Recipient to, CancellationToken cancellationToken) =>
        items.FindAsync([.. layout.Entries.Select(entry => entry.Key).Distinct()], to.PersonId, to.Home, cancellationToken);

    private async Task<IEnumerable<ReminderEntry>> OpenOfAsync(string person, DateOnly today, CancellationToken cancellationToken)
    {
        var keys = (await teams.ReadAsync(cancellationToken)).KeysOf(person);
        return (await items.OpenOfAsync(person, keys, cancellationToken))
            .Where(item => item.SnoozedUntil is null || item.SnoozedUntil <= today)
            .Select(item => ReminderEntry.Of(SectionOf(item.DueOn, today), item));
    }

    private static ItemKey KeyOf(WaitingReminder reminder) => new(reminder.Item!.Incident, reminder.Item.ItemId);

    private static ReminderHead HeadOf(Recipient to, bool isDigest) => to switch
    {
        { Home: not null } => ReminderHead.ToHome,
        { ChannelName: not null } => ReminderHead.ToTeam,
        _ => isDigest ? ReminderHead.Digest : ReminderHead.ToPerson,
    };

    private static ReminderSection SectionOf(DateOnly? dueOn, DateOnly today) => dueOn switch
    {
        { } due when due < today => ReminderSection.Overdue,
        { } due when due == today => ReminderSection.Today,
        _ => ReminderSection.Open,
    };

    private static ReminderSection SectionOf(string kind) => kind switch
    {
        ReminderKind.Overdue => ReminderSection.Overdue,
        ReminderKind.DueToday => ReminderSection.Today,
        ReminderKind.DayBefore => ReminderSection.Next,
        ReminderKind.OwnerLeft => ReminderSection.OwnerLeft,
        _ => ReminderSection.Escalated,
    };
}
