using System.Globalization;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Web.Frame;

namespace IncidentBot.Web.Overview;

/// <summary>What <c>/incidents</c> was asked for. What can't be read is as if it had not been asked.</summary>
public sealed record IncidentsQuery
{
    private const int LongestWords = 200;

    public string Words { get; private init; } = "";
    public IncidentFilter Filter { get; private init; } = new();
    public int Page { get; private init; } = 1;

    public static IncidentsQuery Read(IQueryCollection query) => new()
    {
        Words = Asked.Words(query, "q", LongestWords) ?? "",
        Page = Asked.Page(query),
        Filter = new IncidentFilter
        {
            OnlyOpen = query["show"] == "open",
            OnlyTheirs = query["mine"] == "on",
            Severity = Asked.Word<Severity>(query, "severity"),
            Status = Asked.Word<IncidentStatus>(query, "status"),
            Service = Asked.Words(query, "service", LongestWords),
            From = Asked.Date(query, "from"),
            To = Asked.Date(query, "to"),
        },
    };

    /// <summary>The same list, another page of it.</summary>
    public string AddressOf(int page) => Asked.Address("/incidents",
        ("q", Words), ("show", Filter.OnlyOpen ? "open" : null), ("mine", Filter.OnlyTheirs ? "on" : null),
        ("severity", Filter.Severity?.ToString()), ("status", Filter.Status?.ToString()), ("service", Filter.Service),
        ("from", Iso(Filter.From)), ("to", Iso(Filter.To)), ("page", page == 1 ? null : page.ToString(CultureInfo.InvariantCulture)));

    public static string? Iso(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
