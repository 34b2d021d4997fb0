using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class HelpCommand : Command
{
    public override string Name => "help";
    public override ImmutableArray<string> Aliases => ["?", "commands"];
    public override ImmutableArray<string> Usage => ["help [verb]"];
    public override string Summary => "What I understand";
    public override string Example => "help action";
    public override CommandGroup Group => CommandGroup.LookUp;
    public override Permission Permission => Permission.Anyone;
    public override bool NeedsIncident => false;

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        if (arguments.IsEmpty)
            return Decision.Answer(Overview());

        return CommandTable.Standard.Find(arguments.Text) is { } found
            ? Decision.Answer(About(found.Command))
            : Rejection.UnknownVerb(arguments.Text, CommandTable.Standard.Nearest(arguments.Text));
    }

    /// <summary>The answer to the bare command: what makes sense here and now.</summary>
    internal static BotText Menu(Incident? incident)
    {
        if (incident is null)
        {
            return BotText.Say($"No incident lives here. `start P1 <title>` opens one, `list` shows those that are open, `todo` your action items, `help` everything.\n")
                .Then($"{Offered.Form("Declare an incident", "start") with { Style = OfferStyle.Danger }}{new Offered("Open incidents", "list")}{new Offered("My action items", "todo")}");
        }

        var id = incident.Id;
        var said = BotText.Say($"*{incident.Id}* {incident.Title}: {incident.Status}");
        return incident.IsOver
            ? said.Then($"\n`postmortem` shows what the document lacks; `action`, `lesson`, `cause` fill it; `close` files it; `reopen <reason>` if it is back.\n")
                .Then($"{new Offered("Postmortem", "postmortem", id)}{Offered.Form("Action item", "action", id)}{Offered.Form("Lesson", "lesson", id)}{Offered.Form("Close", "close", id)}{Offered.Form("Reopen", "reopen", id)}")
            : said.Then($"\n`note <event> -> <action>`, `update <text>`, `severity P1`, `claim commander`, `status identified <what>`, `mitigate`, `resolve`; `help` everything.\n")
                .Then($"{Offered.Form("Note", "note", id)}{Offered.Form("Update", "update", id)}{Offered.Form("Status", "status", id)}{Offered.Form("Action item", "action", id)}{Offered.Form("Resolve", "resolve", id) with { Style = OfferStyle.Primary }}");
    }

    private static BotText Overview() => BotText.Lines(
        CommandTable.Standard.Commands.Select(command => BotText.Say($"`{command.Name}` {command.Summary}"))
            .Append(BotText.Say($"`help <verb>` shows its forms. Whatever records something takes `--at 14:30`.")));

    private static BotText About(Command command)
    {
        var lines = new List<BotText> { BotText.Say($"*{command.Name}*: {command.Summary}") };
        lines.AddRange(command.Usage.Select(form => BotText.Say($"`{form}`")));
        if (!command.Aliases.IsEmpty)
            lines.Add(BotText.Say($"Also: {BotText.Codes(command.Aliases)}"));
        lines.Add(BotText.Say($"For example: `{command.Example}`"));
        return BotText.Lines(lines);
    }
}
