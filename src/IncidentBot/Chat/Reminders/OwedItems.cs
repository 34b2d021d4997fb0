using System.Collections.Immutable;
using IncidentBot.Incidents.Nudges;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Chat.Reminders;

/// <summary>Puts together whom an action item concerns, as it is at this moment.</summary>
public sealed class OwedItems(ReminderStore reminders, NameStore names, TeamBook teams, PeopleDirectory people, IOptions<ReminderOptions> options)
{
    public async Task<IReadOnlyList<(OwedRow Row, OwedItem Item)>> OfAsync(IReadOnlyList<OwedRow> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = await teams.ReadAsync(cancellationToken);
        var charges = await reminders.InChargeAsync([.. rows.Where(row => NeedsCharge(row, known, now)).Select(row => row.IncidentId).Distinct()], cancellationToken);
        var told = charges.Values.Select(charge => charge.CommanderId).OfType<string>()
            .Concat(rows.Select(row => known.Find(row.OwnerId is null ? row.OwnerName : null)).OfType<Team>().SelectMany(team => team.People.Select(person => person.Id)))
            .Append(LeadId);
        var listeners = new Listeners(await names.FindAllAsync([.. told.Distinct(StringComparer.Ordinal)], cancellationToken));
        return [.. rows.Select(row => (row, Of(row, known, charges.GetValueOrDefault(row.IncidentId), listeners)))];
    }

    private string LeadId => people.Of(options.Value.Lead);

    private OwedItem Of(OwedRow row, KnownTeams known, IncidentCharge? charge, Listeners listeners)
    {
        var zone = TimeZones.Find(row.TimeZone);
        var owners = OwnersOf(row, zone, known, charge, listeners);
        return row.ToItem(zone, owners) with
        {
            Commander = Above(charge?.CommanderId, row, owners, listeners),
            Lead = Above(LeadId, row, owners, listeners),
        };
    }

    private static ImmutableArray<Listener> OwnersOf(OwedRow row, TimeZoneInfo zone, KnownTeams known, IncidentCharge? charge, Listeners listeners)
    {
        if (row.OwnerId is { } owner && !row.HasOwnerLeft)
            return [new Listener(Recipient.Person(owner), zone)];
        if (row.OwnerId is null && known.Find(row.OwnerName) is { } team)
        {
            if (team.Channel is { } channel)
                return [new Listener(Recipient.Channel(channel.Conversation), TimeZoneInfo.Utc)];
            if (team.People.Where(person => !listeners.HasLeft(person.Id)).ToList() is { Count: > 0 } there)
                return [.. there.Select(person => listeners.Of(person.Id))];
        }

        // Nobody speaks in an archived channel any more.
        return charge is { IsHomeArchived: true, CommanderId: { } commander } && !listeners.HasLeft(commander)
            ? [listeners.Of(commander)]
            : [new Listener(Recipient.HomeOf(row.Incident), TimeZoneInfo.Utc)];
    }

    private static Listener? Above(string? person, OwedRow row, ImmutableArray<Listener> owners, Listeners listeners) =>
        string.IsNullOrEmpty(person) || person == row.OwnerId || listeners.HasLeft(person) || owners.Any(owner => owner.To.PersonId == person) ? null : listeners.Of(person);

    /// <summary>Who is in charge stands in the incident's record, which is not read for what an owner alone is told.</summary>
    private bool NeedsCharge(OwedRow row, KnownTeams known, DateTimeOffset now)
    {
        if (row.HasOwnerLeft || (row.OwnerId is null && known.Find(row.OwnerName) is not { }))
            return true;

        var latest = WorkingTime.DaysAnywhere(now).Last().DayNumber;
        return row.DueOn is { } due && latest - due.DayNumber >= options.Value.EscalateAfterDays && !row.Told.Any(line => line.StartsWith($"{ReminderKind.Escalated}\n{ReminderPolicy.SlotOf(due)}\n", StringComparison.Ordinal));
    }

    private sealed class Listeners(IReadOnlyDictionary<string, KnownName> names)
    {
        public bool HasLeft(string personId) => names.GetValueOrDefault(personId)?.Standing == "Deactivated";

        public Listener Of(string personId) => new(Recipient.Person(personId), TimeZones.Find(names.GetValueOrDefault(personId)?.TimeZone));
    }
}
