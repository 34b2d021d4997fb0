using System.Collections.Immutable;
using System.Globalization;

namespace IncidentBot.Incidents.Commands;

public sealed class TimelineCommand : Command
{
    // A page of rows fits into a message of every platform; the document has them whole.
    private const int LongestEvent = 240;
    private const int LongestActions = 160;

    public override string Name => "timeline";
    public override ImmutableArray<string> Usage =>
    [
        "timeline [--page 2]",
        "timeline edit <n> <event> [-> <action taken>]",
        "timeline move <n> TIME",
        "timeline hide|show <n>",
    ];
    public override string Summary => "Show the timeline with its numbers, or mend an entry";
    public override string Example => "timeline move 3 14:45";
    public override CommandGroup Group => CommandGroup.Timeline;
    public override bool WorksAfterClose => true;
    public override ImmutableArray<OptionSpec> Options => [Page.Option];

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        if (arguments.IsEmpty)
            return Decision.Answer(Shown(context.Incident, Page.Of(arguments, 0)));

        var (verb, afterVerb) = arguments.Split();
        var (word, rest) = afterVerb.Split();
        if (verb.ToLowerInvariant() is not ("edit" or "move" or "hide" or "show"))
            return Unclear($"“{verb}” is nothing the timeline can do: there are edit, move, hide and show.");
        if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return Unclear($"Which entry? `timeline` shows their numbers.");
        if (context.Incident.FindEntry(number) is not { } entry || entry is { Kind: EntryKind.Message, Marks.Count: 0 })
            return Rejection.UnknownEntry(number, context.Incident);

        return verb.ToLowerInvariant() switch
        {
            "edit" => Edit(entry, rest, context),
            "move" => Move(entry, rest, context),
            "hide" => context.Keep(new EntryHidden(number)).TellChannel($"Timeline {number} is hidden; `timeline show {number}` brings it back."),
            _ => context.Keep(new EntryShown(number)).TellChannel($"Timeline {number} is shown again: {entry.Event}"),
        };
    }

    private Decision Edit(TimelineEntry entry, Arguments text, CommandContext context)
    {
        var (said, action) = Typed.SplitArrow(text.Text);
        return said.Length == 0
            ? Unclear("What shall the entry say?")
            : context.Keep(new EntryEdited(entry.Number, said, action)).TellChannel($"Timeline {entry.Number} now says: {said}");
    }

    private static Decision Move(TimelineEntry entry, Arguments text, CommandContext context)
    {
        var time = TimeExpression.Parse(text.Raw, context.Clock);
        return time.IsRead
            ? context.Keep(new EntryMoved(entry.Number, time.Value)).TellChannel($"Timeline {entry.Number} now stands at {time.Value}: {entry.Event}")
            : Rejection.TimeNotRead(time.Problem);
    }

    /// <param name="page">Zero for the last, where an incident that runs is read.</param>
    private static BotText Shown(IncidentRecord record, int page)
    {
        var rows = TimelineRow.Of(record);
        if (rows.IsEmpty)
            return BotText.Say($"The timeline of {record.Incident.Id} is empty. `note <event>` adds a row; so does a :pushpin: on a message.");

        var withDates = TimelineRow.SpanDays(rows);
        return Page.Show(rows, page == 0 ? Page.CountOf(rows.Length) : page, $"timeline", record.Incident.Id, row => Line(row, withDates));
    }

    private static BotText Line(TimelineRow row, bool withDate)
    {
        var date = withDate && row.At.Precision != Precision.Day ? row.At.At.UtcDateTime.ToString("yyyy-MM-dd ", CultureInfo.InvariantCulture) : "";
        var line = BotText.Say($"{row.Number}. {date}{row.At.ToClock()} {Excerpt.Of(row.Event, LongestEvent)}");
        return row.Actions.IsEmpty ? line : line.Then($" → {Excerpt.Of(string.Join("; ", row.Actions), LongestActions)}");
    }
}
