using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class StartCommand : Command
{
    public override string Name => "start";
    public override ImmutableArray<string> Aliases => ["new", "declare", "open", "create", "report"];
    public override ImmutableArray<string> Usage => ["start [P0-P3|sev1-4] <title> [--at TIME] [--since 25m] [--service a,b] [--private] [--drill] [--here]"];
    public override string Summary => "Open an incident, in a channel of its own or `--here`";
    public override string Example => "start P1 Checkout returns 503 --service api,web";
    public override CommandGroup Group => CommandGroup.Incident;
    public override Permission Permission => Permission.Anyone;
    public override bool NeedsIncident => false;
    public override ImmutableArray<OptionSpec> Options =>
    [
        new("since", OptionKind.Duration),
        new("service", OptionKind.Word),
        new("private", OptionKind.Flag),
        new("drill", OptionKind.Flag),
        new("here", OptionKind.Flag),
    ];

    public override Decision Decide(Arguments arguments, CommandContext context) =>
        Declare(this, arguments, context, here: arguments.Has("here"));

    internal static Decision Declare(Command command, Arguments arguments, CommandContext context, bool here)
    {
        if (context.Record is { Incident.IsFinal: false } running)
            return Rejection.AlreadyAnIncident(running.Incident);

        var (first, rest) = arguments.Split();
        Severity? severity = Severities.TryParse(first, out var named) ? named : null;
        var title = Lines.Joined(severity is null ? arguments.Text : rest.Text);
        if (title.Length == 0)
            return Rejection.Unclear("An incident needs a title: a few words on what hurts.", command.Example);
        if (title.Length > 200)
            return Rejection.Unclear($"That title has {title.Length} characters; 200 is the most. The rest fits into `summary`.", command.Example);

        var declared = new IncidentDeclared(title, severity)
        {
            Services = Services(arguments.Option("service")),
            IsPrivate = arguments.Has("private"),
            IsDrill = arguments.Has("drill"),
        };
        var decision = here
            ? context.Keep(declared, new HomeOpened(context.Conversation, context.ConversationName))
            : context.Keep(declared).ThenDo(new OpenHome(Slug.Of(title), declared.IsPrivate, [context.By]));
        decision = decision.TellChannel(record => Announcement(record.Incident, context.By));

        return arguments.Duration("since") is { } before ? decision.ThenDo(new FetchHistory(before)) : decision;
    }

    private static BotText Announcement(Incident incident, Person by)
    {
        var said = BotText.Say($"{(incident.IsDrill ? "Drill: " : "")}*{incident.Id}* declared by {by}: *{incident.Title}*");
        return incident.Severity is { } severity
            ? said.Then($" ({severity})")
            : said.Then($". No severity yet: `severity P1`");
    }

    private static ImmutableArray<string> Services(string? list) =>
        [.. (list ?? "").Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];
}
