using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace IncidentBot.Incidents;

public enum ActionItemStatus
{
    Open,
    InProgress,
    Done,
    Dropped,
}

public enum Priority
{
    P0,
    P1,
    P2,
}

/// <summary>Work that outlives the incident.</summary>
/// <param name="Id"><c>AI-001</c>, counted within the incident.</param>
public sealed record ActionItem(
    string Id,
    string Text,
    Owner? Owner,
    Priority Priority,
    DateOnly? DueOn,
    ActionItemStatus Status,
    Person CreatedBy,
    ImmutableArray<long> Evidence)
{
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When its owner or its due date was set last: on that day nobody needs to be told.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>When it was done or dropped.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>What was said when its status changed last, e.g. why it was dropped.</summary>
    public string? Note { get; init; }

    /// <summary>The first day on which its owner is reminded again.</summary>
    public DateOnly? SnoozedUntil { get; init; }

    /// <summary>Where else the work is followed: absolute <c>http(s)</c> addresses.</summary>
    public ImmutableArray<string> Tickets { get; init; } = [];

    [JsonIgnore]
    public bool IsOpen => Status is ActionItemStatus.Open or ActionItemStatus.InProgress;

    public bool IsOverdue(DateOnly today) => IsOpen && DueOn < today;

    public ActionItem Become(ActionItemStatus status, string? note, DateTimeOffset at) => this with
    {
        Status = status,
        Note = note,
        ClosedAt = status is ActionItemStatus.Done or ActionItemStatus.Dropped ? at : null,
    };

    public static string IdOf(int number) => $"AI-{number:000}";

    public static string WordFor(ActionItemStatus status) => status == ActionItemStatus.InProgress ? "In Progress" : status.ToString();
}
