using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class PostmortemCommand : Command
{
    public override string Name => "postmortem";
    public override ImmutableArray<string> Aliases => ["pm", "retro"];
    public override ImmutableArray<string> Usage =>
    [
        "postmortem",
        "postmortem export [md|html|pdf|docx|json]",
    ];
    public override string Summary => "The document: its link, how complete it is and what is missing";
    public override string Example => "postmortem export pdf";
    public override CommandGroup Group => CommandGroup.Document;
    public override bool WorksAfterClose => true;

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        var (word, rest) = arguments.Split();
        return word.ToLowerInvariant() switch
        {
            "" => Decision.Ask(new PostmortemShown()),
            "export" => Export(rest.Text, context),
            _ => Unclear($"“{word}” is nothing a postmortem can do: there are ask, export, review, comment, draft, signoff and verify."),
        };
    }

    private Decision Export(string word, CommandContext context)
    {
        if (context.IsShared)
            return Rejection.Because($"People of another organisation read along here, so the document does not come as a file. `postmortem` shows you its link.");

        var id = context.Incident.Incident.Id;
        if (word.Length == 0)
            return Decision.Answer(ExportFormat.All.Aggregate(BotText.Say($"As what shall the postmortem of {id} come?\n"), (offers, format) => offers.Then($"{new Offered(format.Name, $"postmortem export {format.Word}", id)}")));

        return ExportFormat.Find(word) is { } format
            ? Decision.Nothing.TellChannel($"The postmortem of {id} as it stands now").ThenDo(new ShareDocument(format.Word))
            : Unclear($"“{word}” is no format I know: there are {string.Join(", ", ExportFormat.All.Select(known => known.Word))}.");
    }
}
