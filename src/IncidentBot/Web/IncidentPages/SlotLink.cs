using IncidentBot.Incidents;
using IncidentBot.Postmortems;

namespace IncidentBot.Web.IncidentPages;

/// <summary>Addresses on the pages of an incident.</summary>
internal static class SlotLink
{
    /// <summary>Of the element that shows the slot.</summary>
    public static string Anchor(Slot slot) => $"slot-{slot.Id}";

    public static string Show(IncidentId incident, Slot slot) => $"/incidents/{incident}#{Anchor(slot)}";

    /// <summary>Where a person writes into it; the timeline has a page of its own for that.</summary>
    public static string Edit(IncidentId incident, Slot slot) =>
        slot is { Name: "Timeline", Content: Rows } ? $"/incidents/{incident}/timeline" : $"/incidents/{incident}/edit/{Uri.EscapeDataString(slot.Id).Replace("%2F", "/", StringComparison.Ordinal)}";

    /// <summary>The place in the log where an event stands.</summary>
    public static string Event(IncidentId incident, long entry) => $"/incidents/{incident}/log?event={entry}#e{entry}";
}
