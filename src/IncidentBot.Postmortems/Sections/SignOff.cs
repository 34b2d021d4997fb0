using System.Globalization;
using IncidentBot.Incidents;
using IncidentBot.Postmortems.Template;

namespace IncidentBot.Postmortems.Sections;

/// <summary>Who did what in the incident, and when the postmortem is reviewed.</summary>
internal static class SignOff
{
    public static KnownSlot Commander { get; } = Holder(Role.Commander);

    public static KnownSlot TechnicalLead { get; } = Holder(Role.TechnicalLead);

    public static KnownSlot Scribe { get; } = Holder(Role.Scribe);

    public static KnownSlot Author { get; } = Holder(Role.Author);

    public static KnownSlot ReviewDate { get; } = new("Review Date", (facts, _) => facts.Record.ReviewOn is { } date
        ? Fact.Of(new Line(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), facts.Record.EvidenceFor(KnownFact.Review)))
        : Fact.Unknown);

    /// <summary>Everybody who has a role.</summary>
    public static KnownSlot Responders { get; } = new("Responders", (facts, _) => new Fact
    {
        Lines = [.. facts.Record.Incident.Roles.Select(held => new Line($"{held.Holder.Name} ({TitleOf(held)})", held.Evidence))],
        Rows = [.. facts.Record.Incident.Roles.Select(held => FactRow.Of(held.Evidence, (Column.Role, TitleOf(held)), (Column.Who, held.Holder.Name)))],
    })
    { Natural = new Bullets([]), Table = KnownTables.Roles };

    private static KnownSlot Holder(Role role) => new(role.Title, (facts, _) =>
        facts.Record.Incident.Roles.FirstOrDefault(held => held.Role == role.Name) is { } held
            ? Fact.Of(new Line(held.Holder.Name, held.Evidence))
            : Fact.Unknown);

    private static string TitleOf(RoleHolder held) => Role.Named(held.Role).Title;
}
