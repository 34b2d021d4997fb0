using System.Collections.Immutable;
using System.Globalization;
using IncidentBot.Incidents;
using IncidentBot.Postmortems.Template;

namespace IncidentBot.Postmortems.Sections;

internal static class Timeline
{
    public static KnownSlot All { get; } = new("Timeline", (facts, _) => Of(facts.Record, facts.Chat))
    {
        Natural = new Rows(["Time (UTC)", "Event", "Action Taken"], []),
        Table = KnownTables.Timeline,
    };

    private static Fact Of(IncidentRecord record, IReadOnlyList<TimelineEvent> chat)
    {
        var messages = ChatRows.Of(chat);
        ImmutableArray<TimelineRow> rows =
        [
            .. TimelineRow.Of(record).Concat(messages).OrderBy(row => row.At, Moment.Earliest).ThenBy(row => row.Evidence[0]),
        ];
        if (messages.IsEmpty)
            rows = TimelineRow.Of(record);

        var withDate = TimelineRow.SpanDays(rows);
        var statuses = StatusesByMinute(record);
        return new Fact
        {
            Remark = messages.IsEmpty ? null : AllMessages(messages),
            Rows = [.. rows.Select(row => RowOf(row, withDate, statuses))],
            Lines = [.. rows.Select(row => LineOf(row, withDate))],
        };
    }

    private static Slot AllMessages(ImmutableArray<TimelineRow> messages) => new("All messages", Need.Optional, new Remark(new Line(
        "Nobody wrote a note or kept a message, so these are all messages of the conversation.",
        [.. messages.SelectMany(row => row.Evidence)])));

    private static FactRow RowOf(TimelineRow row, bool withDate, Dictionary<DateTimeOffset, string> statuses) => FactRow.Of(
        row.Evidence,
        (Column.Time, row.At.ToClock()),
        (Column.Date, DateOf(row.At)),
        (Column.DateWhereDaysDiffer, withDate && row.At.Precision != Precision.Day ? DateOf(row.At) : ""),
        (Column.Event, row.Event),
        (Column.Action, string.Join('\n', row.Actions)),
        (Column.Status, row.At.IsToTheMinute ? statuses.GetValueOrDefault(row.At.Minute, "") : ""),
        (Column.Who, row.By is { } by && by != Person.Bot ? by.Name : "")) with
    { By = row.By?.Name, When = row.At.IsToTheMinute ? row.At.At : null };

    private static Line LineOf(TimelineRow row, bool withDate)
    {
        var date = withDate && row.At.Precision != Precision.Day ? DateOf(row.At) + " " : "";
        var action = row.Actions.IsEmpty ? "" : $" → {string.Join("; ", row.Actions)}";
        return new Line($"{date}{row.At.ToClock()} - {row.Event}{action}", row.Evidence, row.By?.Name, row.At.IsToTheMinute ? row.At.At : null);
    }

    /// <summary>What the incident became at a minute, also where a note of that minute tells of it in other words.</summary>
    private static Dictionary<DateTimeOffset, string> StatusesByMinute(IncidentRecord record)
    {
        var statuses = new Dictionary<DateTimeOffset, string>();
        foreach (var entry in record.Entries.Where(entry => entry is { IsLive: true, Kind: EntryKind.Change, At.IsToTheMinute: true }))
        {
            if (StatusOf(entry) is { } status)
                statuses[entry.At.Minute] = status;
        }

        return statuses;
    }

    private static string? StatusOf(TimelineEntry entry) => entry.Milestone switch
    {
        Milestone.Mitigated => nameof(IncidentStatus.Mitigated),
        Milestone.Resolved => nameof(IncidentStatus.Resolved),
        _ => entry.Event switch
        {
            "Incident declared" or "Incident reopened" or "Investigation started" => nameof(IncidentStatus.Investigating),
            "Root cause identified" => nameof(IncidentStatus.Identified),
            "Incident cancelled" => nameof(IncidentStatus.Cancelled),
            _ => null,
        },
    };

    private static string DateOf(Moment at) => at.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
