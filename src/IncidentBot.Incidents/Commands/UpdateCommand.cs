using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class UpdateCommand : Command
{
    private const string Later = "later";
    private static readonly TimeSpan ShortestDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(24);

    public override string Name => "update";
    public override ImmutableArray<string> Usage => ["update <text> [--next 30m]", "update later 30m"];
    public override string Summary => "Tell the stakeholders where it stands, and when they hear again";
    public override string Example => "update We have found the query and are stopping it --next 30m";
    public override CommandGroup Group => CommandGroup.Incident;
    public override ImmutableArray<OptionSpec> Options => [new("next", OptionKind.Duration)];

    public override CommandForm FormFor(CommandContext context) => new(Name, "Status update",
    [
        new TextField("text", "Where it stands") { IsRequired = true, IsLong = true, Hint = "For stakeholders: impact, what is being done, what comes next." },
        new ChoiceField("next", "Next update in", Choice.Of("15m", "30m", "60m", "2h", "4h")) { Initial = "30m" },
    ])
    {
        Submit = "Post",
    };

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        if (arguments.IsEmpty)
            return Unclear("What shall the update say?");
        if (Delay(arguments) is { } delay)
            return Postpone(context.Clock.Now + delay, context);

        DateTimeOffset? next = arguments.Duration("next") is { } pause ? context.Clock.Now + pause : null;
        var decision = context.Keep(new StatusUpdatePosted(arguments.Text, next));
        return next is { } due
            ? decision.TellChannel($"*Status update*: {arguments.Text}\nNext one by {due}.")
            : decision.TellChannel($"*Status update*: {arguments.Text}");
    }

    /// <summary>Only the one word and one span: whatever else begins with it is news for the stakeholders.</summary>
    private static TimeSpan? Delay(Arguments arguments)
    {
        var (first, span) = CommandLine.SplitFirst(arguments.Raw);
        if (arguments.Has("next") || !first.Equals(Later, StringComparison.OrdinalIgnoreCase))
            return null;

        var delay = DurationExpression.Parse(span);
        return delay.IsRead && delay.Value >= ShortestDelay && delay.Value <= LongestDelay ? delay.Value : null;
    }

    private static Decision Postpone(DateTimeOffset until, CommandContext context) =>
        context.Keep(new StatusUpdatePostponed(until)).TellChannel($"Nobody is asked for a status update before {until}.");
}
