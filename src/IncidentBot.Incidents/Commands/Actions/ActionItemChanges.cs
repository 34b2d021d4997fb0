using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

/// <summary>What becomes of an action item, also after its incident is closed.</summary>
internal static class ActionItemChanges
{
    public const string Nobody = "nobody";

    public static ImmutableArray<string> Verbs { get; } = ["start", "done", "drop", "reopen", "assign", "due", "snooze", "priority", "edit", "ticket", "show"];

    /// <returns>Nothing for a verb that is none.</returns>
    public static Decision? Decide(string verb, ActionItem item, Arguments rest, CommandContext context) => verb switch
    {
        "start" => Progress(item, ActionItemStatus.InProgress, rest.Text, context),
        "done" or "finish" or "complete" => Progress(item, ActionItemStatus.Done, rest.Text, context),
        "drop" => Drop(item, rest.Text, context),
        "reopen" => Progress(item, ActionItemStatus.Open, rest.Text, context),
        "assign" => Assign(item, rest, context),
        "due" => Reschedule(item, rest, context),
        "snooze" => Snooze(item, rest.Text, context),
        "priority" => Prioritise(item, rest.Text, context),
        "edit" => Reword(item, rest.Text, context),
        "ticket" => LinkTicket(item, rest, context),
        "show" => Decision.Ask(new ActionItemShown(item.Id)),
        _ => null,
    };

    private static Decision Progress(ActionItem item, ActionItemStatus to, string note, CommandContext context)
    {
        if (item.Status == to)
            return Rejection.Because($"{item.Id} is already {ActionItem.WordFor(to).ToLowerInvariant()}.");

        var decision = context.Keep(new ActionItemProgressed(item.Id, to, note.Length == 0 ? null : note));
        return note.Length == 0
            ? decision.TellChannel($"{item.Id} *{ActionItem.WordFor(to)}*: {item.Text}")
            : decision.TellChannel($"{item.Id} *{ActionItem.WordFor(to)}*: {item.Text} ({note})");
    }

    private static Decision Drop(ActionItem item, string reason, CommandContext context)
    {
        if (reason.Length > 0 || item.Status == ActionItemStatus.Dropped)
            return Progress(item, ActionItemStatus.Dropped, reason, context);

        Decision asked = Rejection.Because($"Why is {item.Id} dropped? Those who wait for it will ask: `action drop {item.Id} <reason>`");
        return asked.Offering(ActionItemForms.Of("drop", item, context));
    }

    private static Decision Assign(ActionItem item, Arguments rest, CommandContext context)
    {
        var owner = IsNobody(rest.Raw) ? null : Mention.Read(rest.Raw, context);
        if (owner is null && !IsNobody(rest.Raw))
            return Rejection.Because($"Who takes {item.Id}? For example: `action assign {item.Id} @grace`, `\"DB Team\"` or `{Nobody}`") with { Field = ActionItemForms.Person };
        if (owner == item.Owner)
            return Rejection.Because($"{item.Id} is {(owner is null ? "nobody's" : $"{owner.Name}'s")} already.") with { Field = ActionItemForms.Person };

        var decision = context.Keep(new ActionItemAssigned(item.Id, owner));
        return owner is null
            ? decision.TellChannel($"{item.Id} has no owner now: {item.Text}")
            : decision.TellChannel($"{item.Id} is now {owner}'s: {item.Text}");
    }

    private static bool IsNobody(string typed) => typed.Trim().ToLowerInvariant() is Nobody or "none" or "no one" or "-";

    private static Decision Reschedule(ActionItem item, Arguments rest, CommandContext context)
    {
        if (rest.Text.ToLowerInvariant() is "none" or "never" or "-")
            return context.Keep(new ActionItemRescheduled(item.Id, null)).TellChannel($"{item.Id} is due on no fixed date: {item.Text}");

        var date = DateExpression.Parse(rest.Text, context.Clock);
        if (!date.IsRead)
            return Rejection.Unclear(date.Problem, $"action due {item.Id} friday") with { Field = ActionItemForms.Date };
        if (NewActionItem.IsPast(date.Value, context) && !rest.Has(NewActionItem.Anyway.Name))
            return NewActionItem.Ask(NewActionItem.Past(date.Value), "Keep that date", context) with { Field = ActionItemForms.Date };

        return context.Keep(new ActionItemRescheduled(item.Id, date.Value)).TellChannel($"{item.Id} is due {ActionItemLine.Iso(date.Value)}: {item.Text}");
    }

    private static Decision Snooze(ActionItem item, string until, CommandContext context)
    {
        if (!item.IsOpen)
            return Rejection.Because($"{item.Id} is {ActionItem.WordFor(item.Status).ToLowerInvariant()}: nobody is reminded of it.");

        var date = SnoozeExpression.Parse(until, context.Clock);
        if (!date.IsRead)
            return Rejection.Unclear(date.Problem, $"action snooze {item.Id} 3d") with { Field = ActionItemForms.Date };
        if (date.Value <= context.Today)
            return Rejection.Because($"{ActionItemLine.Iso(date.Value)} is not ahead of today. From tomorrow on {item.Id} can sleep: `action snooze {item.Id} 1d`") with { Field = ActionItemForms.Date };

        return context.Keep(new ActionItemSnoozed(item.Id, date.Value)).TellChannel($"No reminder of {item.Id} before {ActionItemLine.Iso(date.Value)}: {item.Text}");
    }

    private static Decision Prioritise(ActionItem item, string word, CommandContext context) =>
        TypedActionItem.TryPriority(word, out var priority)
            ? context.Keep(new ActionItemPrioritised(item.Id, priority)).TellChannel($"{item.Id} is now *{priority}*: {item.Text}")
            : Rejection.Unclear($"{(word.Length == 0 ? "Which priority" : $"“{word}” is no priority")}: P0, P1 or P2?", $"action priority {item.Id} P0");

    private static Decision Reword(ActionItem item, string words, CommandContext context)
    {
        var text = ActionItemText.Of(words);
        if (text.Length == 0)
            return Rejection.Unclear($"What shall {item.Id} say?", $"action edit {item.Id} Add an index on campaigns.tenant_id") with { Field = ActionItemForms.Text };

        return text == item.Text
            ? Rejection.Because($"{item.Id} says that already.") with { Field = ActionItemForms.Text }
            : context.Keep(new ActionItemReworded(item.Id, text)).TellChannel($"{item.Id} now says: {text}");
    }

    private static Decision LinkTicket(ActionItem item, Arguments rest, CommandContext context)
    {
        var (url, _, problem) = WebAddress.Read(rest);
        if (url is null)
            return Rejection.Unclear(problem, $"action ticket {item.Id} https://tracker.example.com/browse/OPS-42") with { Field = ActionItemForms.Text };

        return item.Tickets.Contains(url)
            ? Rejection.Because($"{item.Id} is followed there already.") with { Field = ActionItemForms.Text }
            : context.Keep(new TicketLinked(item.Id, url)).TellChannel($"{item.Id} is followed in {WebAddress.Linked(url)}: {item.Text}");
    }
}
