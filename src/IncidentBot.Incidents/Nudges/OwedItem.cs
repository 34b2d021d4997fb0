using System.Collections.Immutable;

namespace IncidentBot.Incidents.Nudges;

/// <summary>An action item as far as reminding people of it is concerned.</summary>
/// <param name="Zone">The owner's time zone; UTC where nobody knows it.</param>
/// <param name="Owners">Who hears in the owner's place: the owner, each of a team, its channel, or the incident's home.</param>
public sealed record OwedItem(IncidentId Incident, string ItemId, ActionItemStatus Status, DateOnly? DueOn, TimeZoneInfo Zone, ImmutableArray<Listener> Owners)
{
    /// <summary>The first day on which its owner hears of it again.</summary>
    public DateOnly? SnoozedUntil { get; init; }

    /// <summary>When its owner or due date was set last.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>Whom it is escalated to; nobody where the owner is the commander.</summary>
    public Listener? Commander { get; init; }

    public Listener? Lead { get; init; }

    /// <summary>The owner's id, where they are not there any more.</summary>
    public string? OwnerWhoLeft { get; init; }

    /// <summary>What was said of it so far.</summary>
    public ImmutableHashSet<Told> Told { get; init; } = [];

    public bool IsOpen => Status is ActionItemStatus.Open or ActionItemStatus.InProgress;
}

/// <summary>Somebody to tell, with the zone by whose clock it is done.</summary>
public sealed record Listener(Recipient To, TimeZoneInfo Zone);

/// <summary>A reminder that was decided, and not dropped.</summary>
public sealed record Told(string Kind, string Slot, Recipient To);

/// <summary>One reminder of one item for one recipient. Of the same kind and slot there is never a second.</summary>
/// <param name="Kind">One of <see cref="ReminderKind"/>.</param>
public sealed record DueReminder(IncidentId Incident, string ItemId, string Kind, string Slot, Recipient To);

/// <summary>Whom to remind now, and when there may be somebody again: nothing where only a change of the item can bring that.</summary>
public sealed record ReminderOutlook(ImmutableArray<DueReminder> Due, DateTimeOffset? LookAgain);

/// <summary>The words are stored: never rename one.</summary>
public static class ReminderKind
{
    public const string DayBefore = "day-before";
    public const string DueToday = "due-today";
    public const string Overdue = "overdue";
    public const string Escalated = "escalated";
    public const string EscalatedToLead = "escalated-lead";
    public const string OwnerLeft = "owner-left";
    public const string Digest = "digest";

    /// <summary>Whether it is said to the owner, or whoever stands for them.</summary>
    public static bool IsForOwner(string kind) => kind is DayBefore or DueToday or Overdue;
}

/// <param name="EscalateAfterDays">The day overdue from which the commander is told.</param>
/// <param name="EscalateToLeadAfterDays">The day from which the lead is told as well.</param>
public sealed record ReminderRules(WorkingTime Working, int EscalateAfterDays = 3, int EscalateToLeadAfterDays = 7)
{
    public static ReminderRules Usual { get; } = new(WorkingTime.Usual);
}
