using System.Globalization;
using IncidentBot.Incidents;
using IncidentBot.Postmortems.Template;

namespace IncidentBot.Postmortems.Sections;

internal static class MetricsAndData
{
    public static KnownSlot Links { get; } = new("Graphs & Charts", (facts, _) => new Fact
    {
        Lines = [.. facts.Record.Links.Select(Linked)],
        Rows = [.. facts.Record.Links.Select(link => FactRow.Of(link.Evidence, (Column.Name, link.Label ?? ""), (Column.Link, link.Url)))],
    })
    { Natural = new Bullets([]), Table = KnownTables.Links };

    /// <summary>While nobody recorded a metric, they only repeat the times.</summary>
    public static KnownSlot KeyMetrics { get; } = new("Key Metrics", (facts, _) => OfMetrics(facts.Record))
    {
        Natural = new JsonBlock([]),
        Table = KnownTables.Metrics,
        GivesJson = true,
        OnlyRepeats = facts => facts.Record.Metrics.IsEmpty,
    };

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

    private static Fact OfMetrics(IncidentRecord record)
    {
        var known = Known(record).ToList();
        var recorded = record.Metrics.Where(metric => known.TrueForAll(member => member.Name != metric.Name))
            .Select(metric => new JsonMember(metric.Name, Figures.Plain(metric.Value), metric.Evidence))
            .ToList();
        return new Fact
        {
            Members = [.. known, .. recorded],
            Lines = [.. recorded.Select(metric => new Line($"`{metric.Name}`: {metric.Value}", metric.Evidence))],
            Rows = [.. recorded.Select(metric => FactRow.Of(metric.Evidence, (Column.Name, metric.Name), (Column.Value, metric.Value)))],
        };
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
