using System.Collections.Immutable;
using System.Globalization;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;
using IncidentBot.Web.Acting;
using IncidentBot.Web.Frame;

namespace IncidentBot.Web.IncidentPages;

/// <summary><c>/incidents/{id}/timeline</c>: the rows with their numbers, and what can be done with them.</summary>
internal static class TimelineEndpoint
{
    private const int RowsShown = 200;

    public static async Task<IResult> ShowAsync(string id, int? page, int? change, HttpContext context, IncidentStore incidents)
    {
        if (!IncidentId.TryParse(id, out var incident) || await incidents.FindAsync(incident, context.RequestAborted) is not { } record)
            return Pages.NotFound(context.Request);

        return Show(record, page, change is { } number ? Rewriting.Of(record, number) : null, StatusCodes.Status200OK);
    }

    /// <summary>Words and time of a row come in one form; only what was changed is recorded.</summary>
    public static async Task<IResult> ChangeAsync(string id, int number, HttpContext context, IncidentStore incidents, PageActions actions, SaidOnce said)
    {
        var viewer = Viewer.Of(context);
        if (viewer.Person is null)
            return Pages.Trouble(StatusCodes.Status403Forbidden, ActTrouble.NobodyActs);
        if (!IncidentId.TryParse(id, out var incident) || await incidents.FindAsync(incident, context.RequestAborted) is not { } record
            || Rewriting.Of(record, number) is not { } standing || await PageAction.ReadAsync(context.Request, incident) is not { Form: { Verb: "timeline" } form } action)
            return Pages.NotFound(context.Request);

        var wanted = standing with { Event = form["event"], Action = form["action"], Time = form["time"] };
        var html = "";
        foreach (var (place, command) in wanted.CommandsSince(standing).Index())
        {
            var step = action with { Once = $"{action.Once}{place}", Form = new FilledForm("timeline", ImmutableDictionary<string, string>.Empty.Add("text", command)) };
            var reply = await actions.DoAsync(viewer, step, context.RequestAborted);
            if (reply.IsRefusal)
                return Show(record, null, wanted with { Problem = HtmlFormatter.Html(reply.Text) }, StatusCodes.Status422UnprocessableEntity);

            html = HtmlFormatter.Html(reply.Text);
        }

        said.Keep(context, new Said(html.Length == 0 ? "Nothing was changed." : html, false));
        return Results.LocalRedirect($"/incidents/{incident}/timeline?page={PageOf(record, number)}#row-{number}");
    }

    private static IResult Show(IncidentRecord record, int? asked, Rewriting? rewriting, int status)
    {
        var rows = TimelineRow.Of(record);
        var pages = Math.Max(1, (rows.Length + RowsShown - 1) / RowsShown);
        var page = Math.Clamp(asked ?? (rewriting is null ? 1 : PageOf(record, rewriting.Number)), 1, pages);
        return Pages.Show<TimelinePage>(
            new
            {
                Record = record,
                Rows = rows.Skip((page - 1) * RowsShown).Take(RowsShown).ToImmutableArray(),
                HasDates = TimelineRow.SpanDays(rows),
                Page = page,
                PageCount = pages,
                Rewriting = rewriting,
            },
            status);
    }

    /// <summary>Where a row stands; the first page for one that does not.</summary>
    private static int PageOf(IncidentRecord record, int number) =>
        (Math.Max(0, TimelineRow.Of(record).ToList().FindIndex(row => row.Number == number)) / RowsShown) + 1;
}

/// <summary>A row while somebody puts it into other words, or at another time.</summary>
public sealed record Rewriting(int Number, string Event, string Action, string Time)
{
    /// <summary>Why what was sent is not saved, as HTML.</summary>
    public string? Problem { get; init; }

    /// <returns>Nothing where the timeline has no such row.</returns>
    public static Rewriting? Of(IncidentRecord record, int number) =>
        record.FindEntry(number) is { } entry && entry is not { Kind: EntryKind.Message, Marks.Count: 0 }
            ? new Rewriting(number, entry.Event, entry.ActionTaken ?? "", TimeOf(entry.At))
            : null;

    /// <summary>What has to be typed behind <c>timeline</c> to come from there to here.</summary>
    public IEnumerable<string> CommandsSince(Rewriting standing)
    {
        if (Event != standing.Event || Action != standing.Action)
            yield return $"edit {Number} {Event}{(Action.Length == 0 ? "" : $" -> {Action}")}";
        if (Time != standing.Time)
            yield return $"move {Number} {Time}";
    }

    private static string TimeOf(Moment at) => at.Precision switch
    {
        Precision.Exact => at.At.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture),
        Precision.Day => at.ToClock(),
        _ => $"{at.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} {at.ToClock()}Z",
    };
}
