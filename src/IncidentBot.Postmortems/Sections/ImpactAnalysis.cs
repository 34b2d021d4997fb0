using System.Collections.Immutable;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems.Sections;

internal static class ImpactAnalysis
{
    public static ImmutableArray<Section> Of(IncidentRecord record) =>
    [
        new Section("Impact Analysis", 1, []),
        Measured(record, Measure.Availability, "Availability Impact", ["Service", "Normal Uptime", "Incident Uptime", "Impact"], Figures.Difference),
        Measured(record, Measure.Latency, "Latency Impact", ["Endpoint", "Normal p95", "Incident p95", "Increase"], Figures.Ratio),
        Measured(record, Measure.ErrorRate, "Error Rate Impact", ["Service", "Normal Error Rate", "Incident Error Rate"], null),
    ];

    private static Section Measured(
        IncidentRecord record, Measure measure, string heading, ImmutableArray<string> headers, Func<string, string, string>? computed)
    {
        var rows = record.Measurements.Where(figures => figures.Measure == measure).Select(figures => RowOf(figures, computed));
        return new Section(heading, 2, [Slot.Of(heading, new Rows(headers, [.. rows]))]);
    }

    private static Row RowOf(Measurement figures, Func<string, string, string>? computed)
    {
        ImmutableArray<string> typed = [figures.Subject, figures.Normal, figures.During];
        return new Row(computed is null ? typed : typed.Add(computed(figures.Normal, figures.During)), figures.Evidence);
    }
}
