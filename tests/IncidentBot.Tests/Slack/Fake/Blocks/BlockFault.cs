namespace IncidentBot.Tests.Slack.Fake;

/// <summary>What is not right about blocks or a view, with the JSON pointer to it.</summary>
internal sealed class BlockFault(string at, string why) : Exception($"[ERROR] {why} [json-pointer:{at}]");
