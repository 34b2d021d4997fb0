namespace IncidentBot.Incidents;

/// <summary>Something that was said or done, as it stands in the log for good.</summary>
/// <param name="Id">Grows in the order of recording.</param>
/// <param name="OccurredAt">When it happened, as the platform or the person says.</param>
/// <param name="RecordedAt">When the bot stored it.</param>
public sealed record TimelineEvent(
    long Id,
    Moment OccurredAt,
    DateTimeOffset RecordedAt,
    Person By,
    EventSource? Source,
    TimelineDetail Detail);
