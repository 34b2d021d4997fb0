using IncidentBot.Incidents;
using IncidentBot.Web.Frame;

namespace IncidentBot.Web.Acting;

/// <summary>
/// <c>POST /incidents/{id}/act</c>: a form of a page. A browser is sent back to the page, which says what the bot
/// answered; a script that accepts JSON gets <see cref="Acted"/>.
/// </summary>
internal static class ActEndpoint
{
    private const string ReturnField = "return";

    private static readonly PageTrouble NobodyActs = new(
        "Sign in to do this", "Type /incident web in your chat: the bot answers you alone with a link that signs you in here.");

    private static readonly PageTrouble Unreadable = new("That can't be read", "The form is not as this page sends it. Load the page again, and repeat what you did.");

    public static async Task<IResult> PostAsync(string id, HttpContext context, PageActions actions, SaidOnce said)
    {
        var viewer = Viewer.Of(context);
        if (viewer.Person is null)
            return Pages.Trouble(StatusCodes.Status403Forbidden, NobodyActs);
        if (!IncidentId.TryParse(id, out var incident) || await PageAction.ReadAsync(context.Request, incident) is not { } action)
            return Pages.Trouble(StatusCodes.Status400BadRequest, Unreadable);

        var reply = await actions.DoAsync(viewer, action, context.RequestAborted);
        var html = HtmlFormatter.Html(reply.Text);
        if (context.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase))
            return Results.Json(new Acted(reply.IsRefusal, reply.Field, html), Storage.Json.Options);

        said.Keep(context, new Said(html, reply.IsRefusal));
        return Results.LocalRedirect(LocalAddress((await context.Request.ReadFormAsync())[ReturnField], $"/incidents/{incident}"));
    }

    /// <summary>Where a form wants to go back to, if that is a page of ours.</summary>
    public static string LocalAddress(string? asked, string otherwise) =>
        asked is ['/', not ('/' or '\\'), ..] && !asked.Any(char.IsControl) ? asked : otherwise;
}

/// <summary>What became of an action, for the page's script.</summary>
/// <param name="Field">The field of the form that a refusal is about, if it is about one.</param>
/// <param name="Html">The bot's answer.</param>
public sealed record Acted(bool IsRefusal, string? Field, string Html);
