using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Web.Acting;
using IncidentBot.Web.Frame;

namespace IncidentBot.Web.IncidentPages;

/// <summary><c>POST /incidents/{id}/log/{event}</c>: puts a message into the timeline, or takes it out, as a pin in the chat does.</summary>
internal static class KeepEndpoint
{
    private const int LongestOnce = 64;

    private static readonly PageTrouble NoMessage = new("That is no message", "Only what people said can be put into the timeline. Load the page again, and look whether it was deleted.");

    public static string MarkOf(Person person) => $"page by {person.Id}";

    public static async Task<IResult> PostAsync(string id, long entry, HttpContext context, LogPages log, MessageIntake messages, SaidOnce said, TimeProvider time)
    {
        var viewer = Viewer.Of(context);
        if (viewer is not { MayAct: true, Person: { } by })
            return Pages.Trouble(StatusCodes.Status403Forbidden, ActTrouble.NobodyActs);

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var once = form[PageAction.OnceField].ToString();
        if (!IncidentId.TryParse(id, out var incident) || once.Length is 0 or > LongestOnce || !once.All(char.IsAsciiLetterOrDigit)
            || await log.FindAsync(incident, entry, context.RequestAborted) is not { Source: { } source, Detail: MessagePosted { FromBot: false, Text: not null } })
            return Pages.Trouble(StatusCodes.Status400BadRequest, NoMessage);

        var isKept = form["keep"] == "yes";
        var mark = MarkOf(by);
        TimelineDetail detail = isKept ? new MessageKept(mark, null, null) : new MessageUnkept(mark);
        var happened = new MessageEvent(
            EventKeys.Mark(source, mark, $"{once} {isKept}"), source, by, time.GetUtcNow(), PageAction.ZoneOf(context.Request), detail);

        // Not by its conversation: that may be another incident's home by now, and this page is about this one.
        await messages.RecordAsync(incident, happened, context.RequestAborted);

        said.Keep(context, new Said(isKept ? "It stands in the timeline." : "It is out of the timeline.", false));
        return Results.LocalRedirect($"{ActEndpoint.LocalAddress(form["return"], $"/incidents/{incident}/log")}#e{entry}");
    }
}
