using System.Collections.Immutable;
using System.Globalization;

namespace IncidentBot.Incidents.Commands;

public sealed class PostmortemCommand : Command
{
    public override string Name => "postmortem";
    public override ImmutableArray<string> Aliases => ["pm", "retro"];
    public override ImmutableArray<string> Usage =>
    [
        "postmortem",
        "postmortem export md|html|pdf|docx",
        "postmortem review <date>",
        "postmortem signoff",
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
            "export" => Export(rest.Text, context),
            "review" => Review(rest.Text, context),
            "signoff" or "sign-off" => SignOff(context),
            _ => Unclear($"“{word}” is nothing a postmortem can do: there are export, review and signoff."),
        };
    }

    private Decision Export(string format, CommandContext context) => format.ToLowerInvariant() switch
    {
        "" or "md" or "markdown" when context.IsShared => Rejection.Because($"People of another organisation read along here, so the document does not come as a file. `postmortem` shows you its link."),
        "" or "md" or "markdown" => Decision.Nothing.TellChannel($"The postmortem of {context.Incident.Incident.Id} as it stands now").ThenDo(new ShareDocument("md")),
        "html" or "pdf" or "docx" => Rejection.Because($"The postmortem of {context.Incident.Incident.Id} comes as Markdown yet: `postmortem export md`."),
        _ => Unclear($"“{format}” is no format I know."),
    };

    private Decision Review(string text, CommandContext context)
    {
        var date = DateExpression.Parse(text, context.Clock);
        return date.IsRead
            ? context.Keep(new ReviewScheduled(date.Value)).TellChannel($"*Review* on {date.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}")
            : Unclear(text.Length == 0 ? "When is the review?" : date.Problem);
    }

    private static Decision SignOff(CommandContext context)
    {
        var incident = context.Incident.Incident;
        var role = Role.Known.FirstOrDefault(known => known != Role.Scribe && incident.Holder(known)?.PersonId == context.By.Id);
        return role is null
            ? Rejection.Because($"The commander, the technical lead and the author sign off; you are none of them. `claim author` makes you the author.")
            : context.Keep(new SignedOff(role.Name)).TellChannel($"{context.By} signs off as *{role.Title}*.");
    }
}
