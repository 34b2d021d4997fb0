namespace IncidentBot.Incidents.Commands;

/// <summary>A new action item; what is doubtful about it is asked before it is stored.</summary>
internal static class NewActionItem
{
    public static OptionSpec Anyway { get; } = new("anyway", OptionKind.Flag);

    public static Decision Add(Arguments arguments, CommandContext context, string example)
    {
        var typed = TypedActionItem.Read(arguments.Raw, context);
        if (typed.Problem is { } problem)
            return Rejection.Unclear(problem, example) with { Field = ActionItemForms.Due };

        return typed.Text.Length == 0
            ? Rejection.Unclear("What is there to do?", example)
            : Add(typed, arguments, context);
    }

    /// <summary>Makes work of what the document says already.</summary>
    public static Decision From(StatementOrigin origin, Arguments arguments, CommandContext context, string example)
    {
        if (origin.Lists.At(origin.Number, context.Incident) is not { } statement)
            return Rejection.UnknownPlace(origin.Lists.Noun, origin.Number, origin.Lists.CountIn(context.Incident));

        var typed = TypedActionItem.Read(origin.Rest, context);
        if (typed.Problem is { } problem)
            return Rejection.Unclear(problem, example);

        return typed.Text.Length == 0
            ? Add(typed with { Text = ActionItemText.Of(statement.Text) }, arguments, context)
            : Rejection.Because($"Behind the number only a priority, an owner and a date can stand, not “{typed.Text}”. For example: `action from fix 2 P1 @grace by friday`");
    }

    private static Decision Add(TypedActionItem typed, Arguments arguments, CommandContext context)
    {
        if (!arguments.Has(Anyway.Name) && Doubt(typed, context) is { } doubt)
            return doubt;

        var id = context.Incident.NextActionItemId;
        var isByDefault = typed is { DueOn: null, IsWithoutDate: false };
        var due = isByDefault ? context.DueDays.From(context.Today, context.Incident.Incident.Severity) : typed.DueOn;
        return context.Keep(new ActionItemAdded(id, typed.Text, typed.Owner, typed.Priority, due))
            .TellChannel(record => ActionItemLine.Of(record.FindActionItem(id)!).Then(isByDefault && due is not null ? BotText.Say($" (by default)") : BotText.Empty));
    }

    private static Rejection? Doubt(TypedActionItem typed, CommandContext context)
    {
        var alike = context.Incident.ActionItems.FirstOrDefault(item => item.IsOpen && ActionItemText.SaysTheSame(item.Text, typed.Text));
        var doubts = new List<BotText>();
        if (typed.DueOn is { } due && IsPast(due, context))
            doubts.Add(Past(due));
        if (alike is not null)
            doubts.Add(BotText.Say($"{alike.Id} says the same and is open: {alike.Text} {new Offered("Show it", $"action show {alike.Id}", context.Incident.Incident.Id)}"));

        return doubts.Count == 0
            ? null
            : Ask(BotText.Lines(doubts), "Add it anyway", context) with { Field = alike is null ? ActionItemForms.Due : ActionItemForms.Text };
    }

    /// <summary>What is told of an incident long after it is looked at from its own day.</summary>
    public static bool IsPast(DateOnly due, CommandContext context)
    {
        var incident = context.Incident.Incident;
        var began = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(incident.StartedAt.At, context.Clock.Zone).DateTime);
        return due < context.Today && !(incident.IsToldAfterwards && due >= began);
    }

    public static BotText Past(DateOnly due) => BotText.Say($"{ActionItemLine.Iso(due)} is past already: is the date right?");

    /// <summary>Nothing is stored until whoever typed it says so again, by a press or with <c>--anyway</c>.</summary>
    public static Rejection Ask(BotText doubt, string answer, CommandContext context) => Rejection.Because(
        $"{doubt}\nNothing is stored yet; with `--anyway` it is.\n{new Offered(answer, $"{context.Typed} --{Anyway.Name}", context.Incident.Incident.Id)}");
}
