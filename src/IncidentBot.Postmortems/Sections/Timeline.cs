using System.Collections.Immutable;
using System.Globalization;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems.Sections;

internal static class Timeline
{
    private static readonly ImmutableArray<string> Headers = ["Time (UTC)", "Event", "Action Taken"];

    /// <param name="chat">Empty unless the timeline has to show the chat itself.</param>
    public static ImmutableArray<Section> Of(IncidentRecord record, IReadOnlyList<TimelineEvent> chat)
    {
        var messages = ChatRows.Of(chat);
        ImmutableArray<TimelineRow> rows =
        [
            .. TimelineRow.Of(record).Concat(messages).OrderBy(row => row.At, Moment.Earliest).ThenBy(row => row.Evidence[0]),
        ];
        if (messages.IsEmpty)
            rows = TimelineRow.Of(record);

        var withDate = TimelineRow.SpanDays(rows);
        var table = Slot.Of("Timeline", new Rows(Headers, [.. rows.Select(row => RowOf(row, withDate))]));
        return [new Section("Timeline", 1, messages.IsEmpty ? [table] : [AllMessages(messages), table])];
    }

    private static Slot AllMessages(ImmutableArray<TimelineRow> messages) => new("All messages", Need.Optional, new Remark(new Line(
        "Nobody wrote a note or kept a message, so these are all messages of the conversation.",
        [.. messages.SelectMany(row => row.Evidence)])));

    private static Row RowOf(TimelineRow row, bool withDate) => new(
        [TimeOf(row.At, withDate), row.Event, string.Join('\n', row.Actions)],
        row.Evidence,
        row.By?.Name,
        row.At.IsToTheMinute ? row.At.At : null);

    private static string TimeOf(Moment at, bool withDate) => withDate && at.Precision != Precision.Day
        ? at.At.ToString("yyyy-MM-dd ", CultureInfo.InvariantCulture) + at.ToClock()
        : at.ToClock();
}
