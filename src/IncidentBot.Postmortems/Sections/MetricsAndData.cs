using System.Collections.Immutable;
using System.Globalization;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems.Sections;

internal static class MetricsAndData
{
    public static ImmutableArray<Section> Of(IncidentRecord record) =>
    [
        new Section("Metrics & Data", 1, []),
        new Section("Graphs & Charts", 2, [Slot.Of("Graphs & Charts", new Bullets([.. record.Links.Select(Linked)]))]),
        new Section("Key Metrics", 2, [KeyMetrics(record)]),
    ];

    /// <summary>A label with brackets or backticks in it would not be read as the label of a link.</summary>
    private static Line Linked(Link link)
    {
        var url = link.Url.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal);
        var text = link.Label switch
        {
            null => link.Url,
            { } label when label.AsSpan().ContainsAny("[]`") => $"{label}: {link.Url}",
            { } label => $"[{label}]({url})",
        };
        return new Line(text, link.Evidence);
    }

    /// <summary>While nobody recorded a metric, they only repeat the times.</summary>
    private static Slot KeyMetrics(IncidentRecord record)
    {
        var known = Known(record).ToList();
        var recorded = record.Metrics.Where(metric => known.TrueForAll(member => member.Name != metric.Name))
            .Select(metric => new JsonMember(metric.Name, Figures.Plain(metric.Value), metric.Evidence));
        var block = new JsonBlock([.. known, .. recorded]);
        return record.Metrics.IsEmpty ? Slot.Derived("Key Metrics", block) : Slot.Of("Key Metrics", block);
    }

    private static IEnumerable<JsonMember> Known(IncidentRecord record)
    {
        var incident = record.Incident;
        if (incident.StartedAt.IsToTheMinute)
            yield return new JsonMember("incident_start", Iso(incident.StartedAt), record.EvidenceFor(KnownFact.Start));
        if (incident.ResolvedAt is { } end && end.IsToTheMinute)
            yield return new JsonMember("incident_end", Iso(end), record.EvidenceFor(KnownFact.Resolved));
        if (incident.Duration is { } duration)
            yield return new JsonMember("duration_minutes", Figures.Plain((decimal)duration.TotalMinutes), record.EvidenceFor(KnownFact.Start, KnownFact.Resolved));
    }

    private static string Iso(Moment moment) => moment.At.ToString("'\"'yyyy-MM-dd'T'HH:mm:ss'Z\"'", CultureInfo.InvariantCulture);
}
