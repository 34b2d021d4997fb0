using System.Collections.Immutable;
using System.Globalization;

namespace IncidentBot.Incidents.Commands;

public sealed class ActionCommand : Command
{
    public override string Name => "action";
    public override ImmutableArray<string> Aliases => ["task", "todo add", "followup"];
    public override ImmutableArray<string> Usage =>
    [
        "action [P0|P1|P2] <text> [@owner|owner:\"DB Team\"] [by DATE]",
        "action start|done|drop|reopen AI-003 [note]",
        "action assign AI-003 @person",
        "action due AI-003 DATE",
        "action priority AI-003 P0",
        "action list",
    ];
    public override string Summary => "Add an action item, or move one on; owners are reminded until it is done";
    public override string Example => "action P0 Add index on campaigns.tenant_id owner:\"DB Team\" by 2024-01-16";
    public override CommandGroup Group => CommandGroup.ActionItems;
    public override bool WorksAfterClose => true;

    public override CommandForm FormFor(CommandContext context) => new(Name, "Action item",
    [
        new TextField("text", "What is there to do") { IsRequired = true, IsLong = true, MaxLength = 500 },
        new ChoiceField("priority", "Priority", Choice.Of("P0", "P1", "P2")) { Initial = "P1" },
        new PersonField("owner", "Owner"),
        new TextField("team", "or a team") { MaxLength = 80, Hint = "A team that owns it, where no single person does yet." },
        new DateField("due", "Due"),
    ])
    {
        Submit = "Add",
    };

    public override string Line(FilledForm form)
    {
        var owner = form["owner"].Length > 0 ? $" owner:{form["owner"]}" : form["team"].Length > 0 ? $" owner:\"{form["team"].Replace('"', '\'')}\"" : "";
        var due = form["due"].Length > 0 ? $" by {form["due"]}" : "";
        return $"{form["priority"]} {form["text"]}{owner}{due}";
    }

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        if (arguments.Text.Equals("list", StringComparison.OrdinalIgnoreCase))
            return Decision.Answer(Listed(context.Incident));

        var (verb, afterVerb) = arguments.Split();
        var (id, rest) = afterVerb.Split();
        return IsItemId(id)
            ? Change(verb.ToLowerInvariant(), id.ToUpperInvariant(), rest, context)
            : Add(arguments, context);
    }

    private Decision Add(Arguments arguments, CommandContext context)
    {
        var typed = TypedActionItem.Read(arguments.Raw, context);
        if (typed.Problem is { } problem)
            return Unclear(problem);
        if (typed.Text.Length == 0)
            return Unclear("What is there to do?");

        var id = context.Incident.NextActionItemId;
        return context.Keep(new ActionItemAdded(id, typed.Text, typed.Owner, typed.Priority, typed.DueOn))
            .TellChannel(record => Line(record.FindActionItem(id)!).Then(PastDue(typed.DueOn, context)));
    }

    private Decision Change(string verb, string id, Arguments rest, CommandContext context)
    {
        if (context.Incident.FindActionItem(id) is not { } item)
            return Rejection.UnknownActionItem(id, context.Incident);

        return verb switch
        {
            "start" => Progress(item, ActionItemStatus.InProgress, rest.Text, context),
            "done" or "finish" or "complete" => Progress(item, ActionItemStatus.Done, rest.Text, context),
            "drop" => Progress(item, ActionItemStatus.Dropped, rest.Text, context),
            "reopen" => Progress(item, ActionItemStatus.Open, rest.Text, context),
            "assign" => Assign(item, rest, context),
            "due" => Reschedule(item, rest, context),
            "priority" => Prioritise(item, rest.Text, context),
            _ => Unclear($"“{verb}” is nothing an action item can do: there are start, done, drop, reopen, assign, due and priority."),
        };
    }

    private static Decision Progress(ActionItem item, ActionItemStatus to, string note, CommandContext context)
    {
        if (item.Status == to)
            return Rejection.Because($"{item.Id} is already {ActionItem.WordFor(to).ToLowerInvariant()}.");

        var decision = context.Keep(new ActionItemProgressed(item.Id, to, note.Length == 0 ? null : note));
        return note.Length == 0
            ? decision.TellChannel($"{item.Id} *{ActionItem.WordFor(to)}*: {item.Text}")
            : decision.TellChannel($"{item.Id} *{ActionItem.WordFor(to)}*: {item.Text} ({note})");
    }

    private Decision Assign(ActionItem item, Arguments rest, CommandContext context)
    {
        var owner = Mention.Read(rest.Raw, context);
        return owner is null
            ? Unclear($"Who takes {item.Id}?")
            : context.Keep(new ActionItemAssigned(item.Id, owner)).TellChannel($"{item.Id} is now {owner}'s: {item.Text}");
    }

    private Decision Reschedule(ActionItem item, Arguments rest, CommandContext context)
    {
        if (rest.Text.ToLowerInvariant() is "none" or "never" or "-")
            return context.Keep(new ActionItemRescheduled(item.Id, null)).TellChannel($"{item.Id} is due on no fixed date: {item.Text}");

        var date = DateExpression.Parse(rest.Text, context.Clock);
        return date.IsRead
            ? context.Keep(new ActionItemRescheduled(item.Id, date.Value)).TellChannel(_ =>
                BotText.Say($"{item.Id} is due {Iso(date.Value)}: {item.Text}").Then(PastDue(date.Value, context)))
            : Unclear(date.Problem);
    }

    private Decision Prioritise(ActionItem item, string word, CommandContext context) =>
        TypedActionItem.TryPriority(word, out var priority)
            ? context.Keep(new ActionItemPrioritised(item.Id, priority)).TellChannel($"{item.Id} is now *{priority}*: {item.Text}")
            : Unclear($"{(word.Length == 0 ? "Which priority" : $"“{word}” is no priority")}: P0, P1 or P2?");

    private static BotText Listed(IncidentRecord record) => record.ActionItems.IsEmpty
        ? BotText.Say($"{record.Incident.Id} has no action items yet. `action <what to do> @owner by friday` adds one.")
        : BotText.Lines(record.ActionItems.Select(Line));

    internal static BotText Line(ActionItem item)
    {
        var line = BotText.Say($"{item.Id} *{item.Priority}* {item.Text}");
        if (item.Owner is { } owner)
            line = line.Then($" · {owner}");
        if (item.DueOn is { } due)
            line = line.Then($" · due {Iso(due)}");
        return item.Status == ActionItemStatus.Open ? line : line.Then($" · {ActionItem.WordFor(item.Status)}");
    }

    private static BotText PastDue(DateOnly? due, CommandContext context) => due < context.Today
        ? BotText.Say($"\n{Iso(due.Value)} is past already: is the date right?")
        : BotText.Empty;

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool IsItemId(string word) =>
        word.Length is > 3 and < 9 && word.StartsWith("AI-", StringComparison.OrdinalIgnoreCase) && word.AsSpan(3).IndexOfAnyExceptInRange('0', '9') < 0;
}
