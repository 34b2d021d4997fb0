namespace IncidentBot.Teams;

/// <summary>What was said before, and while nobody listened.</summary>
public sealed record GraphPast(GraphHistory History, GraphMissedChat MissedChat);
