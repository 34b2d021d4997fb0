using System.Collections.Immutable;

namespace IncidentBot.Incidents;

/// <summary>A row as it is shown: an entry with the kept replies of its thread as actions.</summary>
public sealed record TimelineRow(int Number, Moment At, string Event, ImmutableArray<string> Actions, ImmutableArray<long> Evidence)
{
    /// <summary>Who wrote the event, if known.</summary>
    public Person? By { get; init; }

    /// <summary>The rows in the order of their time, ties in the order of recording.</summary>
    public static ImmutableArray<TimelineRow> Of(IncidentRecord record)
    {
        var live = record.Entries.Where(entry => entry.IsLive).ToList();
        var keptMessages = live.Where(entry => entry.MessageKey is not null).Select(entry => entry.MessageKey!).ToHashSet();
        var replies = live.Where(entry => entry.ThreadKey is { } thread && keptMessages.Contains(thread)).ToLookup(entry => entry.ThreadKey!);
        var standing = live.Where(entry => entry.ThreadKey is not { } thread || !keptMessages.Contains(thread)).ToList();
        var takenMinutes = standing.Where(entry => entry.Kind != EntryKind.Change).Select(MinuteOf).ToHashSet();

        return
        [
            .. standing
                .Where(entry => entry.HasOwnWords || !takenMinutes.Contains(MinuteOf(entry)))
                .OrderBy(entry => entry.At, Moment.Earliest)
                .ThenBy(entry => entry.Number)
                .Select(entry => Row(entry, entry.MessageKey is null ? [] : replies[entry.MessageKey])),
        ];
    }

    /// <summary>Whether a date must stand in the rows, because they span two days.</summary>
    public static bool SpanDays(IEnumerable<TimelineRow> rows) =>
        rows.Select(row => row.At.At.UtcDateTime.Date).Distinct().Skip(1).Any();

    private static TimelineRow Row(TimelineEntry entry, IEnumerable<TimelineEntry> replies)
    {
        var answers = replies.OrderBy(reply => reply.At, Moment.Earliest).ThenBy(reply => reply.Number).ToList();
        return new TimelineRow(
            entry.Number,
            entry.At,
            entry.Event,
            [.. entry.ActionTaken is { } action ? [action] : Array.Empty<string>(), .. answers.Select(WordsOf)],
            [.. entry.Evidence, .. answers.SelectMany(reply => reply.Evidence)])
        {
            By = entry.By,
        };
    }

    private static string WordsOf(TimelineEntry reply) =>
        reply.ActionTaken is { } action ? $"{reply.Event} -> {action}" : reply.Event;

    /// <summary>Where only the hour or the day is known, an entry stands at no minute.</summary>
    private static DateTimeOffset MinuteOf(TimelineEntry entry) =>
        entry.At.IsToTheMinute
            ? entry.At.Minute
            : DateTimeOffset.MinValue.AddTicks(entry.Number);
}
