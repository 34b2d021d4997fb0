namespace IncidentBot.Slack;

/// <summary>What was said before, and while nobody listened.</summary>
public sealed record SlackPast(SlackHistory History, SlackMissedChat MissedChat);
