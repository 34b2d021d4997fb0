using System.Globalization;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Web.Acting;
using IncidentBot.Web.Frame;

namespace IncidentBot.Web.ActionItems;

/// <summary>What <c>/actions</c> was asked for.</summary>
public sealed record ActionsQuery(ActionItemFilter Filter, int Page)
{
    private const int LongestOwner = 100;

    /// <param name="now">What is due today depends on where the reader is.</param>
    public static ActionsQuery Read(HttpRequest request, DateTimeOffset now)
    {
        var query = request.Query;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, PageAction.ZoneOf(request)).DateTime);
        var filter = new ActionItemFilter(Asked.Word<ActionItemsShown>(query, "show") ?? ActionItemsShown.Open, today)
        {
            Owner = Asked.Words(query, "owner", LongestOwner),
            Priority = Asked.Word<Priority>(query, "priority"),
            Incident = IncidentId.TryParse(query["incident"], out var id) ? id : null,
        };
        return new ActionsQuery(filter, Asked.Page(query));
    }

    public string AddressOf(int page) => Address("/actions", page);

    public string CsvAddress => Address("/actions.csv", 1);

    private string Address(string path, int page) => Asked.Address(path,
        ("show", Filter.Shown == ActionItemsShown.Open ? null : Filter.Shown.ToString()), ("owner", Filter.Owner), ("priority", Filter.Priority?.ToString()),
        ("incident", Filter.Incident?.Value), ("page", page == 1 ? null : page.ToString(CultureInfo.InvariantCulture)));
}
