using System.Collections.Immutable;
using System.Globalization;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems.Sections;

internal static class RelatedIncidents
{
    public static ImmutableArray<Section> Of(IncidentRecord record) =>
        [new Section("Related Incidents", 1, [Slot.Of("Related Incidents", new Bullets([.. record.Related.Select(Related)]))])];

    private static Line Related(RelatedIncident related) =>
        new($"{related.Id} - {related.Why ?? "Similar issue on " + related.Id.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", related.Evidence);
}
