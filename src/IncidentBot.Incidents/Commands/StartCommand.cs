using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class StartCommand : Command
{
    private const int LongestTitle = 200;

    public override string Name => "start";
    public override ImmutableArray<string> Aliases => ["new", "declare", "open", "create", "report"];
    public override ImmutableArray<string> Usage => ["start [P0-P3|sev1-4] <title> [--at TIME] [--since 25m] [--service a,b] [--commander @person] [--private] [--drill] [--here]"];
    public override string Summary => "Open an incident, in a channel of its own or `--here`";
    public override string Example => "start P1 Checkout returns 503 --service api,web";
    public override CommandGroup Group => CommandGroup.Incident;
    public override Permission Permission => Permission.Anyone;
    public override bool NeedsIncident => false;
    public override ImmutableArray<OptionSpec> Options =>
    [
        new("since", OptionKind.Duration),
        new("service", OptionKind.Word),
        new("commander", OptionKind.Word),
        new("private", OptionKind.Flag),
        new("drill", OptionKind.Flag),
        new("here", OptionKind.Flag),
    ];

    public override CommandForm FormFor(CommandContext context) => Form(Name, "Declare an incident");

    public override string Line(FilledForm form) => Typed(form);

    internal static CommandForm Form(string verb, string title) => new(verb, title,
    [
        new TextField("text", "What hurts") { IsRequired = true, MaxLength = LongestTitle, Hint = "A few words; it can be changed later." },
        new ChoiceField("severity", "Severity", Severities.All) { Hint = "Leave it empty if you do not know yet." },
        new TextField("service", "Services") { MaxLength = 200, Hint = "api, web" },
        new PersonField("commander", "Who is in command"),
        new TickField("private", "Private: only for the people who are invited"),
        new TickField("drill", "It is a drill"),
    ])
    {
        Submit = "Declare",
    };

    internal static string Typed(FilledForm form) => $"{form["severity"]} {form["text"]}".Trim();

    public override Decision Decide(Arguments arguments, CommandContext context) =>
        Declare(this, arguments, context, here: arguments.Has("here"));

    internal static Decision Declare(Command command, Arguments arguments, CommandContext context, bool here)
    {
        if (context.Record is { Incident.IsFinal: false } running)
            return Rejection.AlreadyAnIncident(running.Incident);
        if (here && context.IsShared)
            return Rejection.SharedConversation();

        var (first, rest) = arguments.Split();
        Severity? severity = Severities.TryParse(first, out var named) ? named : null;
        var title = Lines.Joined(severity is null ? arguments.Text : rest.Text);
        if (title.Length == 0)
            return Rejection.Unclear("An incident needs a title: a few words on what hurts.", command.Example);
        if (title.Length > LongestTitle)
            return Rejection.Unclear($"That title has {title.Length} characters; {LongestTitle} is the most. The rest fits into `summary`.", command.Example);

        var declared = new IncidentDeclared(title, severity)
        {
            Services = Services(arguments.Option("service")),
            IsPrivate = arguments.Has("private"),
            IsDrill = arguments.Has("drill"),
        };
        var who = arguments.Token("commander");
        if (Commander(who, context) is not { } roles)
            return Rejection.Unclear($"“{context.Readable(who)}” names nobody who could command.", command.Example) with { Field = "commander" };

        var decision = here
            ? context.Keep([declared, new HomeOpened(context.Conversation, context.ConversationName), .. roles])
            : context.Keep([declared, .. roles]).ThenDo(new OpenHome(Slug.Of(title), declared.IsPrivate, [context.By, .. roles.Select(role => new Person(role.Holder.PersonId!, role.Holder.Name))]));
        decision = decision.TellChannel(record => Announcement(record.Incident, context.By)).Privately(declared.IsPrivate).ThenDo(new WarnOfSimilar());

        return arguments.Duration("since") is { } before ? decision.ThenDo(new FetchHistory(before)) : decision;
    }

    /// <returns>Nothing where somebody was named who is no person.</returns>
    private static ImmutableArray<RoleAssigned>? Commander(string who, CommandContext context)
    {
        if (who.Length == 0)
            return [];

        return Mention.Read(who, context) is { IsPerson: true } holder ? [new RoleAssigned(Role.Commander.Name, holder)] : null;
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
