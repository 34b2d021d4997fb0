using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Nudges;

namespace IncidentBot.Storage;

/// <summary>An action item as the reminders read it.</summary>
public sealed record OwedRow
{
    internal const string Columns = """
        a.incident_id as IncidentId, a.id as ItemId, a.status, a.due_on as DueOn, a.snoozed_until as SnoozedUntil, a.settled_at as SettledAt,
               a.owner_id as OwnerId, a.owner_name as OwnerName, n.time_zone as TimeZone, n.standing, a.xmin::text as Version
        """;

    public required string IncidentId { get; init; }
    public required string ItemId { get; init; }
    public required string Status { get; init; }
    public DateOnly? DueOn { get; init; }
    public DateOnly? SnoozedUntil { get; init; }
    public DateTime? SettledAt { get; init; }
    public string? OwnerId { get; init; }
    public string? OwnerName { get; init; }
    public string? TimeZone { get; init; }
    public string? Standing { get; init; }

    /// <summary>Another one after each change.</summary>
    public required string Version { get; init; }

    /// <summary>What was said of it: kind, slot and recipient, a line each.</summary>
    public string[] Told { get; init; } = [];

    public IncidentId Incident => new(IncidentId);

    public bool HasOwnerLeft => OwnerId is not null && Standing == "Deactivated";

    public ImmutableHashSet<Told> ToldOf => [.. Told.Select(line => line.Split('\n')).Select(part => new Told(part[0], part[1], new Recipient(part[2])))];

    public OwedItem ToItem(TimeZoneInfo zone, ImmutableArray<Listener> owners) =>
        new(Incident, ItemId, Enum.Parse<ActionItemStatus>(Status), DueOn, zone, owners)
        {
            SnoozedUntil = SnoozedUntil,
            SettledAt = SettledAt is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null,
            OwnerWhoLeft = HasOwnerLeft ? OwnerId : null,
            Told = ToldOf,
        };
}

/// <summary>Who is in charge of an incident.</summary>
public sealed record IncidentCharge
{
    public required string IncidentId { get; init; }
    public string? CommanderId { get; init; }
    public bool IsHomeArchived { get; init; }
}

/// <summary>A reminder that shall be written down: of an item, or a person's digest.</summary>
public sealed record NewReminder(string Kind, string Slot, Recipient To, string? IncidentId = null, string? ItemId = null)
{
    public static NewReminder Of(DueReminder due) => new(due.Kind, due.Slot, due.To, due.Incident.Value, due.ItemId);

    public static NewReminder Digest(string personId, DateOnly week) => new(ReminderKind.Digest, ReminderPolicy.SlotOf(week), Recipient.Person(personId));
}
