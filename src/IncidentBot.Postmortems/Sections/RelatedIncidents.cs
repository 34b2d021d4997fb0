using System.Globalization;
using IncidentBot.Incidents;
using IncidentBot.Postmortems.Template;

namespace IncidentBot.Postmortems.Sections;

internal static class RelatedIncidents
{
    public static KnownSlot All { get; } = new("Related Incidents", (facts, _) => new Fact
    {
        Lines = [.. facts.Record.Related.Select(LineOf)],
        Rows = [.. facts.Record.Related.Select(RowOf)],
    })
    { Natural = new Bullets([]), Table = KnownTables.Related };

    private static Line LineOf(RelatedIncident related) => new($"{related.Id} - {WhyOf(related)}", related.Evidence);

    private static FactRow RowOf(RelatedIncident related) => FactRow.Of(
        related.Evidence, (Column.Id, related.Id.Value), (Column.Date, DateOf(related)), (Column.Reason, WhyOf(related)));

    private static string WhyOf(RelatedIncident related) => related.Why ?? "Similar issue on " + DateOf(related);

    private static string DateOf(RelatedIncident related) => related.Id.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
