using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.Postmortems.Template;

namespace IncidentBot.Postmortems.Sections;

internal static class ImpactAnalysis
{
    public static KnownSlot Availability { get; } =
        Measured(Measure.Availability, "Availability Impact", ["Service", "Normal Uptime", "Incident Uptime", "Impact"], Figures.Difference);

    public static KnownSlot Latency { get; } =
        Measured(Measure.Latency, "Latency Impact", ["Endpoint", "Normal p95", "Incident p95", "Increase"], Figures.Ratio);

    public static KnownSlot ErrorRate { get; } =
        Measured(Measure.ErrorRate, "Error Rate Impact", ["Service", "Normal Error Rate", "Incident Error Rate"], Figures.Difference);

    private static KnownSlot Measured(Measure measure, string name, ImmutableArray<string> headers, Func<string, string, string> computed) =>
        new(name, (facts, _) => Of(facts.Record.Measurements.Where(figures => figures.Measure == measure), computed))
        {
            Natural = new Rows(headers, []),
            Table = KnownTables.Figures,
        };

    private static Fact Of(IEnumerable<Measurement> measured, Func<string, string, string> computed)
    {
        var all = measured.ToList();
        return new Fact
        {
            Rows = [.. all.Select(figures => FactRow.Of(
                figures.Evidence,
                (Column.Subject, figures.Subject),
                (Column.Normal, figures.Normal),
                (Column.During, figures.During),
                (Column.Difference, computed(figures.Normal, figures.During))))],
            Lines = [.. all.Select(figures => new Line($"{figures.Subject}: {figures.Normal} → {figures.During}", figures.Evidence))],
        };
    }
}
