using System.Globalization;
using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Web.Acting;
using IncidentBot.Web.Frame;

namespace IncidentBot.Web.IncidentPages;

/// <summary>
/// <c>/incidents/{id}/edit/{slot}</c>: writing into one slot, as a page of its own; <c>?part</c> is the form alone, which a
/// script puts into the document. What is sent from an older text is not saved: it comes back with the newer one beside it.
/// </summary>
internal static class EditEndpoint
{
    private static readonly PageTrouble Unreadable = new("That can't be read", "The form is not as this page sends it. Load the page again, and repeat what you did.");

    public static async Task<IResult> ShowAsync(
        string id, string slot, string? part, string? restore, HttpContext context, DocumentReader documents, SlotHistoryReader history)
    {
        if (await FindAsync(id, slot, documents, history, context.RequestAborted) is not { } editing)
            return Pages.NotFound(context.Request);

        var old = long.TryParse(restore, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? editing.History.FirstOrDefault(known => known.Version == version && known.Text is not null)
            : null;
        return Answer(old is null ? editing : editing with { Text = old.Text!, Restored = old }, part is not null, StatusCodes.Status200OK);
    }

    public static async Task<IResult> SaveAsync(
        string id, string slot, string? part, HttpContext context, DocumentReader documents, SlotHistoryReader history, PageActions actions, SaidOnce said)
    {
        var viewer = Viewer.Of(context);
        if (viewer.Person is null)
            return Pages.Trouble(StatusCodes.Status403Forbidden, ActTrouble.NobodyActs);
        if (!IncidentId.TryParse(id, out var incident) || await PageAction.ReadAsync(context.Request, incident) is not { Form: { Verb: "section" } form } action || form["heading"] != slot)
            return Pages.Trouble(StatusCodes.Status400BadRequest, Unreadable);

        var reply = await actions.DoAsync(viewer, action, context.RequestAborted);
        var html = HtmlFormatter.Html(reply.Text);
        if (!reply.IsRefusal)
        {
            if (part is not null)
                return Results.Json(new Acted(false, null, html), Storage.Json.Options);

            said.Keep(context, new Said(html, false));
            return Results.LocalRedirect($"/incidents/{incident}#slot-{Uri.EscapeDataString(slot).Replace("%2F", "/", StringComparison.Ordinal)}");
        }

        if (await FindAsync(id, slot, documents, history, context.RequestAborted) is not { } editing)
            return Pages.NotFound(context.Request);

        var isStale = form["based-on"] != editing.Known.Version.ToString(CultureInfo.InvariantCulture);
        var refused = editing with { Text = form["text"], Problem = html, Theirs = isStale ? editing.Known.Text : null };
        return Answer(refused, part is not null, isStale ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity);
    }

    private static IResult Answer(Editing editing, bool isPart, int status) =>
        isPart ? Pages.Show<EditForm>(new { Editing = editing, IsPart = true }, status) : Pages.Show<EditPage>(new { Editing = editing }, status);

    private static async Task<Editing?> FindAsync(
        string id, string slotId, DocumentReader documents, SlotHistoryReader history, CancellationToken cancellationToken)
    {
        if (!IncidentId.TryParse(id, out var incident) || await documents.ReadAsync(incident, cancellationToken) is not { } live)
            return null;

        var found = live.Document.Sections.SelectMany(section => section.Slots.Select(slot => (section.Heading, Slot: slot))).FirstOrDefault(one => one.Slot.Id == slotId);
        if (found.Slot is null || Edits.SlotsOf(live.Document).FirstOrDefault(known => known.Id == slotId) is not { } asked)
            return null;

        return new Editing(live, found.Slot, found.Heading, asked, await history.ReadAsync(incident, slotId, cancellationToken));
    }
}
