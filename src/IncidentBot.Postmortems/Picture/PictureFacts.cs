using System.Collections.Immutable;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems.Picture;

/// <param name="Minute">Its beginning.</param>
public readonly record struct MinuteCount(DateTimeOffset Minute, int Messages);

public enum PhaseKind
{
    Investigating,
    Identified,
    Mitigated,
    Resolved,
    Reopened,
}

/// <param name="To">The next phase's beginning, or the picture's end.</param>
public sealed record Phase(PhaseKind Kind, DateTimeOffset From, DateTimeOffset To);

public sealed record SeverityStep(Severity Severity, DateTimeOffset From, DateTimeOffset To);

public sealed record PictureMark(DateTimeOffset At, string Text);

/// <summary>What the picture of an incident shows, in the time it shows.</summary>
/// <param name="From">To the minute, as <paramref name="To"/>.</param>
public sealed record PictureFacts(
    Incident Incident, DateTimeOffset From, DateTimeOffset To, ImmutableArray<Phase> Phases, ImmutableArray<SeverityStep> Severities,
    ImmutableArray<PictureMark> Marks, ImmutableArray<MinuteCount> Messages)
{
    /// <summary>How an incident ended has a width of its own.</summary>
    private const int ShareOfTail = 10;

    private static readonly TimeSpan ShortestPicture = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ShortestMargin = TimeSpan.FromMinutes(10);

    public TimeSpan Span => To - From;

    /// <param name="log">The incident's events; plain chat among them is passed over.</param>
    /// <param name="messages">Of minutes in which something was said.</param>
    /// <param name="now">Until when a running incident is shown.</param>
    public static PictureFacts Of(IncidentRecord record, IEnumerable<TimelineEvent> log, IEnumerable<MinuteCount> messages, DateTimeOffset now)
    {
        var events = log.ToList();
        var begun = PictureHistory.Phases(record, events);
        var (start, end) = (begun[0].At, EndOf(record.Incident, begun, now));
        if (end < start + ShortestPicture)
            end = start + ShortestPicture;

        var marks = TimelineRow.Of(record).Where(row => row.At.IsToTheMinute)
            .Select(row => new PictureMark(row.At.At, row.Actions.IsEmpty ? row.Event : $"{row.Event} -> {string.Join("; ", row.Actions)}")).ToList();
        var counted = messages.Where(minute => minute.Messages > 0).OrderBy(minute => minute.Minute).ToList();
        var happened = marks.Select(mark => mark.At).Concat(counted.Select(minute => minute.Minute)).ToList();
        var from = Floor(WithMargin(start, end, happened, before: true));
        var to = Ceiling(record.Incident.IsOver ? Later(WithMargin(start, end, happened, before: false), end + (end - start) / ShareOfTail) : end);
        return new PictureFacts(
            record.Incident, from, to, Until(begun, to), PictureHistory.Severities(record, events, to),
            [.. marks.Where(mark => mark.At >= from && mark.At <= to)],
            [.. counted.Where(minute => minute.Minute >= from && minute.Minute < to)]);
    }

    private static ImmutableArray<Phase> Until(List<(PhaseKind Kind, DateTimeOffset At)> begun, DateTimeOffset to) =>
        [.. begun.Select((phase, place) => new Phase(phase.Kind, phase.At, place + 1 < begun.Count ? begun[place + 1].At : to)).Where(phase => phase.To > phase.From)];

    private static DateTimeOffset EndOf(Incident incident, List<(PhaseKind Kind, DateTimeOffset At)> begun, DateTimeOffset now) =>
        incident.IsOver ? incident.ResolvedAt?.At ?? incident.FiledAt ?? begun[^1].At : now;

    /// <summary>What came shortly before or after belongs to the picture; what came days later would make the rest too small to see.</summary>
    private static DateTimeOffset WithMargin(DateTimeOffset start, DateTimeOffset end, List<DateTimeOffset> happened, bool before)
    {
        var margin = (end - start) / 4 is var part && part > ShortestMargin ? part : ShortestMargin;
        return before
            ? happened.Where(at => at < start && at >= start - margin).DefaultIfEmpty(start).Min()
            : happened.Where(at => at > end && at <= end + margin).Select(at => at.AddMinutes(1)).DefaultIfEmpty(end).Max();
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Floor(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute));

    private static DateTimeOffset Ceiling(DateTimeOffset at) => Floor(at) is var floor && floor < at ? floor.AddMinutes(1) : floor;
}
