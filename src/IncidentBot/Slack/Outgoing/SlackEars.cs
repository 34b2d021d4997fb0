namespace IncidentBot.Slack;

/// <summary>Who hears whom: where Slack's events reach the bot, and where another organisation reads along.</summary>
public sealed record SlackEars(SlackHearing Hearing, SlackSharing Sharing);
