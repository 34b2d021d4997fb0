using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace IncidentBot.Incidents.Commands;

public sealed partial class NoteCommand : Command
{
    public override string Name => "note";
    public override ImmutableArray<string> Aliases => ["timeline add"];
    public override ImmutableArray<string> Usage => ["note [TIME] <event> [-> <action taken>]"];
    public override string Summary => "Add a row to the timeline, now or at the time it begins with";
    public override string Example => "note 14:30 High error rate detected -> Alert fired, on-call paged";
    public override CommandGroup Group => CommandGroup.Timeline;
    public override bool WorksAfterClose => true;

    public override CommandForm FormFor(CommandContext context) => new(Name, "Add to the timeline",
    [
        new TextField("text", "What happened") { IsRequired = true, IsLong = true },
        new TextField("action", "Action taken") { IsLong = true },
        WhenField,
    ])
    {
        Submit = "Add",
    };

    public override string Line(FilledForm form) => form["action"].Length == 0 ? form["text"] : $"{form["text"]} -> {form["action"]}";

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        var at = context.At;
        var text = arguments.Raw;
        if (TimeExpression.TryReadPrefix(text, context.Clock, out var time, out var rest))
        {
            if (!time.IsRead)
                return Rejection.TimeNotRead(time.Problem);
            (at, text) = (time.Value, rest);
        }
        else if (MeantAsTime().Match(text) is { Success: true } meant)
        {
            return Unclear(TimeExpression.Parse(meant.Value, context.Clock).Problem);
        }

        var (said, action) = Typed.SplitArrow(context.Readable(text));
        if (said.Length == 0)
            return Unclear("What happened then?");

        return Decision.Record(new EventDraft(at, context.By, new NoteAdded(said, action)))
            .TellChannel(record => Noted(record.Entries[^1]));
    }

    /// <summary>In front of a note, <c>25:99</c> is a mistyped time; in the middle of it, or in chat, it is a ratio.</summary>
    [GeneratedRegex(@"^\d{1,2}:\d{2}(?=\s)")]
    private static partial Regex MeantAsTime();

    private static BotText Noted(TimelineEntry entry)
    {
        var said = BotText.Say($"Timeline {entry.Number}: {entry.At} {entry.Event}");
        return entry.ActionTaken is { } action ? said.Then($" → {action}") : said;
    }
}
