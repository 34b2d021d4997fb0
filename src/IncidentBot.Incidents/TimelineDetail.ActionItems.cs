namespace IncidentBot.Incidents;

// What becomes of the work that outlives the incident.

public sealed record ActionItemAdded(string ItemId, string Text, Owner? Owner, Priority Priority, DateOnly? DueOn) : TimelineDetail;

public sealed record ActionItemProgressed(string ItemId, ActionItemStatus To, string? Note) : TimelineDetail;

/// <param name="Owner">Nothing where nobody is to answer for it any more.</param>
public sealed record ActionItemAssigned(string ItemId, Owner? Owner) : TimelineDetail;

public sealed record ActionItemRescheduled(string ItemId, DateOnly? DueOn) : TimelineDetail;

public sealed record ActionItemPrioritised(string ItemId, Priority Priority) : TimelineDetail;

public sealed record ActionItemReworded(string ItemId, string Text) : TimelineDetail;

/// <summary>Its owner is not reminded before that day.</summary>
public sealed record ActionItemSnoozed(string ItemId, DateOnly Until) : TimelineDetail;

/// <summary>Where else the work is followed.</summary>
public sealed record TicketLinked(string ItemId, string Url) : TimelineDetail;
