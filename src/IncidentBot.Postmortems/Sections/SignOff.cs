using System.Collections.Immutable;
using System.Globalization;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems.Sections;

internal static class SignOff
{
    public static ImmutableArray<Section> Of(IncidentRecord record) =>
    [
        new Section("Sign-off", 1,
        [
            Holder(record, Role.Commander),
            Holder(record, Role.TechnicalLead),
            Holder(record, Role.Author),
            Slot.Of("Review Date", new Field("Review Date", Reviewed(record))),
        ]),
    ];

    private static Slot Holder(IncidentRecord record, Role role)
    {
        var held = record.Incident.Roles.FirstOrDefault(held => held.Role == role.Name);
        return Slot.Of(role.Title, new Field(role.Title, held is null ? null : new Line(held.Holder.Name, held.Evidence)));
    }

    private static Line? Reviewed(IncidentRecord record) => record.ReviewOn is { } date
        ? new Line(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), record.EvidenceFor(KnownFact.Review))
        : null;
}
