namespace IncidentBot.Incidents.Commands;

/// <summary>Action items as something to fill in. A form about one item names it in its verb: <c>action assign AI-003</c>.</summary>
internal static class ActionItemForms
{
    /// <summary>The field for the due date.</summary>
    public const string Due = "due";

    public const string Person = "person";
    public const string Date = "date";
    public const string Text = "text";

    private const string Team = "team";

    public static CommandForm Add(CommandContext context) => new("action", "Action item",
    [
        new TextField(Text, "What is there to do") { IsRequired = true, IsLong = true, MaxLength = ActionItemText.Longest },
        new ChoiceField("priority", "Priority", Choice.Of("P0", "P1", "P2")) { Initial = "P1" },
        new PersonField("owner", "Owner"),
        new TextField(Team, "or a team") { MaxLength = 80, Hint = "A team that owns it, where no single person does yet." },
        new DateField(Due, "Due") { Initial = DefaultDue(context), Hint = "Left empty, it is due on no fixed date." },
        new TickField(NewActionItem.Anyway.Name, "Add it anyway") { Hint = "Although its date is past, or an open item says the same." },
    ])
    {
        Submit = "Add",
    };

    /// <summary>What a form is asked for: <c>assign AI-003</c>.</summary>
    public static (string Verb, string ItemId)? Wanted(string words)
    {
        var (verb, rest) = CommandLine.SplitFirst(words);
        var (id, after) = CommandLine.SplitFirst(rest);
        return after.Length == 0 && ActionItemId.Read(id) is { } item ? (verb.ToLowerInvariant(), item) : null;
    }

    /// <returns>Nothing for what needs no form.</returns>
    public static CommandForm? Of(string verb, ActionItem item, CommandContext context)
    {
        var asked = verb switch
        {
            "assign" => new CommandForm("", $"Who takes {item.Id}?",
            [
                new PersonField(Person, "Owner"),
                new TextField(Team, "or a team") { MaxLength = 80, Hint = $"Type {ActionItemChanges.Nobody} to leave it without an owner." },
            ]),
            "snooze" => new CommandForm("", $"Snooze {item.Id}",
                [new DateField(Date, "Remind again on") { IsRequired = true, Initial = ActionItemLine.Iso(context.Today.AddDays(7)) }]),
            Due => new CommandForm("", $"When is {item.Id} due?",
            [
                new DateField(Date, "Due") { Initial = item.DueOn is { } due ? ActionItemLine.Iso(due) : null, Hint = "Left empty, it is due on no fixed date." },
                new TickField(NewActionItem.Anyway.Name, "Although the date is past"),
            ]),
            "drop" => new CommandForm("", $"Drop {item.Id}", [new TextField(Text, "Why") { IsRequired = true, IsLong = true, MaxLength = ActionItemText.Longest }]) { Submit = "Drop" },
            "edit" => new CommandForm("", $"Reword {item.Id}",
                [new TextField(Text, "What is there to do") { IsRequired = true, IsLong = true, MaxLength = ActionItemText.Longest, Initial = item.Text }]),
            "ticket" => new CommandForm("", $"A ticket of {item.Id}", [new TextField(Text, "Address") { IsRequired = true, MaxLength = 2000, Hint = "https://…" }]),
            _ => null,
        };
        return asked is null ? null : asked with { Verb = $"action {verb} {item.Id}", Introduction = ActionItemLine.Of(item) };
    }

    /// <summary>What stands behind the verb, or behind the words that the form's verb brings.</summary>
    public static string Line(FilledForm form) => Wanted(CommandLine.SplitFirst(form.Verb).After) switch
    {
        { Verb: "assign" } => form[Person].Length > 0 ? form[Person] : Written(form[Team]),
        { Verb: Due } => form[Date].Length > 0 ? form[Date] : "none",
        { Verb: "snooze" } => form[Date],
        { } => form[Text],
        _ => AddLine(form),
    };

    private static string AddLine(FilledForm form)
    {
        var owner = form["owner"].Length > 0 ? $" owner:{form["owner"]}" : form[Team].Length > 0 ? $" owner:{Written(form[Team])}" : "";
        return $"{form["priority"]} {form[Text]}{owner} by {(form[Due].Length > 0 ? form[Due] : "none")}";
    }

    /// <summary>A team's name in quotes.</summary>
    private static string Written(string team) =>
        team.Length == 0 || team.Equals(ActionItemChanges.Nobody, StringComparison.OrdinalIgnoreCase) ? team : $"\"{team.Replace('"', '\'')}\"";

    private static string? DefaultDue(CommandContext context) =>
        context.Record is { } record && context.DueDays.From(context.Today, record.Incident.Severity) is { } due ? ActionItemLine.Iso(due) : null;
}
