using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class PostmortemCommand : Command
{
    public override string Name => "postmortem";
    public override ImmutableArray<string> Aliases => ["pm", "retro"];
    public override ImmutableArray<string> Usage =>
    [
        "postmortem",
        "postmortem ask",
        "postmortem export md|html|pdf|docx",
    ];
    public override string Summary => "The document: its link, how complete it is and what is missing";
    public override string Example => "postmortem export md";
    public override CommandGroup Group => CommandGroup.Document;
    public override bool WorksAfterClose => true;

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        var (word, rest) = arguments.Split();
        return word.ToLowerInvariant() switch
        {
            "" => Decision.Ask(new PostmortemShown()),
            "ask" => Ask(context),
            "export" => Export(rest.Text, context),
            _ => Unclear($"“{word}” is nothing a postmortem can do: there are ask, export, review, comment, draft, signoff and verify."),
        };
    }

    private static Decision Ask(CommandContext context)
    {
        var missing = context.MissingParts(context.Incident);
        return missing.IsEmpty
            ? Decision.Answer($"Nothing is missing from the postmortem of {context.Incident.Incident.Id}.")
            : Decision.Answer($"Still missing: *{missing[0]}*{(missing.Length == 1 ? "" : $", and {missing.Length - 1} more")}. Who knows?");
    }

    private Decision Export(string format, CommandContext context) => format.ToLowerInvariant() switch
    {
        "" or "md" or "markdown" when context.IsShared => Rejection.Because($"People of another organisation read along here, so the document does not come as a file. `postmortem` shows you its link."),
        "" or "md" or "markdown" => Decision.Nothing.TellChannel($"The postmortem of {context.Incident.Incident.Id} as it stands now").ThenDo(new ShareDocument("md")),
        "html" or "pdf" or "docx" => Rejection.Because($"The postmortem of {context.Incident.Incident.Id} comes as Markdown yet: `postmortem export md`."),
        _ => Unclear($"“{format}” is no format I know."),
    };
}
