using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class UpdateCommand : Command
{
    public override string Name => "update";
    public override ImmutableArray<string> Usage => ["update <text> [--next 30m]"];
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

        DateTimeOffset? next = arguments.Duration("next") is { } pause ? context.Clock.Now + pause : null;
        var decision = context.Keep(new StatusUpdatePosted(arguments.Text, next));
        return next is { } due
            ? decision.TellChannel($"*Status update*: {arguments.Text}\nNext one by {due}.")
            : decision.TellChannel($"*Status update*: {arguments.Text}");
    }
}
