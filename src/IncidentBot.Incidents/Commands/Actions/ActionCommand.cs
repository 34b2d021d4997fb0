using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

/// <summary>Adds action items; what moves one on is <see cref="ActionItemChanges"/>.</summary>
public sealed class ActionCommand : Command
{
    public override string Name => "action";
    public override ImmutableArray<string> Aliases => ["task", "todo add", "followup"];
    public override ImmutableArray<string> Usage =>
    [
        "action [P0|P1|P2] <text> [@owner|owner:\"DB Team\"] [by DATE|by none] [--anyway]",
        "action from fix|prevent|lesson <n> [P0|P1|P2] [@owner] [by DATE]",
        "action start|done|reopen AI-003 [note]",
        "action drop AI-003 <reason>",
        "action assign AI-003 @person|\"DB Team\"|nobody",
        "action due AI-003 DATE|none",
        "action snooze AI-003 1d|3d|1w|DATE",
        "action priority AI-003 P0",
        "action edit AI-003 <text>",
        "action ticket AI-003 <url>",
        "action show AI-003",
        "action list",
    ];
    public override string Summary => "Add an action item, or move one on; owners are reminded until it is done";
    public override string Example => "action P0 Add index on campaigns.tenant_id owner:\"DB Team\" by 2024-01-16";
    public override CommandGroup Group => CommandGroup.ActionItems;
    public override bool WorksAfterClose => true;
    public override ImmutableArray<OptionSpec> Options => [NewActionItem.Anyway];

    public override CommandForm? FormFor(CommandContext context) =>
        ActionItemForms.Wanted(context.Rest) is { } wanted
            ? context.Record?.FindActionItem(wanted.ItemId) is { } item ? ActionItemForms.Of(wanted.Verb, item, context) : null
            : ActionItemForms.Add(context);

    public override Rejection WithoutForm(CommandContext context) =>
        ActionItemForms.Wanted(context.Rest) is { } wanted && context.Incident.FindActionItem(wanted.ItemId) is null
            ? Rejection.UnknownActionItem(wanted.ItemId, context.Incident)
            : base.WithoutForm(context);

    public override string Line(FilledForm form) => ActionItemForms.Line(form);

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        var (verb, afterVerb) = arguments.Split();
        var (id, rest) = afterVerb.Split();
        if (ActionItemId.Read(id) is { } named)
            return Change(verb.ToLowerInvariant(), named, rest, context);

        return (verb.ToLowerInvariant(), afterVerb.IsEmpty) switch
        {
            ("list", true) => Decision.Answer(Listed(context.Incident)),
            ("from", false) when StatementOrigin.Read(afterVerb) is { } origin => NewActionItem.From(origin, arguments, context, Example),
            (var alone, true) when ActionItemChanges.Verbs.Contains(alone) => Rejection.Because($"Which item? `action {alone} AI-001`, for example; `action list` shows them."),
            _ => NewActionItem.Add(arguments, context, Example),
        };
    }

    private Decision Change(string verb, string id, Arguments rest, CommandContext context)
    {
        if (context.Incident.FindActionItem(id) is not { } item)
            return Rejection.UnknownActionItem(id, context.Incident);

        return ActionItemChanges.Decide(verb, item, rest, context)
            ?? Unclear($"“{verb}” is nothing an action item can do: there are {string.Join(", ", ActionItemChanges.Verbs)}.");
    }

    private static BotText Listed(IncidentRecord record) => record.ActionItems.IsEmpty
        ? BotText.Say($"{record.Incident.Id} has no action items yet. `action <what to do> @owner by friday` adds one.")
        : BotText.Lines(record.ActionItems.Select(ActionItemLine.Of));
}
