namespace IncidentBot.Incidents.Nudges;

/// <summary>An action item with a due date, as far as reminding its owner is concerned.</summary>
/// <param name="Zone">The owner's time zone; UTC where nobody knows it.</param>
/// <param name="LastSlot">The last reminder's slot: the owner's date on that day.</param>
public sealed record OwedItem(IncidentId Incident, string ItemId, ActionItemStatus Status, DateOnly? DueOn, TimeZoneInfo Zone, DateOnly? LastSlot);

/// <summary>One reminder of one item. Of the same kind and slot there is never a second.</summary>
/// <param name="Slot">The owner's date on the day it is for.</param>
public sealed record DueReminder(IncidentId Incident, string ItemId, string Kind, DateOnly Slot);
