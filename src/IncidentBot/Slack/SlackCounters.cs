using System.Diagnostics.Metrics;

namespace IncidentBot.Slack;

/// <summary>How much came in that was not taken, so that an operator can see it without it being logged.</summary>
public sealed class SlackCounters
{
    private readonly Counter<long> _ignored;
    private readonly Counter<long> _refused;

    public SlackCounters(IMeterFactory meters)
    {
        var meter = meters.Create("IncidentBot");
        _ignored = meter.CreateCounter<long>("incidentbot.slack.ignored", description: "Deliveries that were acknowledged and meant nothing to the bot");
        _refused = meter.CreateCounter<long>("incidentbot.slack.refused", description: "Requests that were answered with 4xx");
    }

    /// <param name="reason">One of a few words of ours: what a sender wrote would make endless series.</param>
    public void Ignored(string reason) => _ignored.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Refused(int status) => _refused.Add(1, new KeyValuePair<string, object?>("status", status));
}
