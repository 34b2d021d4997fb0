using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;

namespace IncidentBot.Web.Overview;

/// <summary>An incident in the list.</summary>
public sealed record IncidentRow(Incident Incident, Completeness Completeness, int OpenActionItems)
{
    public string? Commander => Incident.Holder(Role.Commander)?.Name;

    public string? Duration => Incident.Duration is { } duration ? Durations.InWords(duration) : null;

    /// <summary>The timeline never is empty for good, so the chat is not needed to know what is missing.</summary>
    public static IncidentRow Of(IncidentRecord record, DocumentReader documents) =>
        new(record.Incident, documents.CompletenessOf(record), record.ActionItems.Count(item => item.IsOpen));
}
