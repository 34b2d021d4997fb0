using IncidentBot.Incidents.Nudges;

namespace IncidentBot.Incidents.Tests.Nudges;

/// <summary>An incident in a room, looked at by the policies of nudges at one moment after the other.</summary>
internal sealed class Nudged
{
    private static readonly DateTimeOffset Declared = new(2024, 1, 15, 14, 30, 0, TimeSpan.Zero);

    private Nudged(Room room) => Room = room;

    public Room Room { get; }

    public NudgeSettings Settings { get; init; } = new();

    public NudgeFacts Known { get; set; } = new();

    /// <summary>Declared on a Monday at 14:30 UTC, and at home.</summary>
    public static Nudged Started(string start = "start P2 Checkout is slow --here", NudgeSettings? settings = null) =>
        new(Room.WithIncident(start)) { Settings = settings ?? new NudgeSettings() };

    /// <summary>Commands typed so many minutes after the declaration.</summary>
    public Nudged After(double minutes, params string[] commands)
    {
        Room.Now = Declared.AddMinutes(minutes);
        foreach (var command in commands)
        {
            var decision = Room.Type(command);
            if (decision.Rejection is { } refused)
                throw new InvalidOperationException(refused.Text.ToPlainText());
        }

        return this;
    }

    public NudgeCase At(double minutes) => At(Declared.AddMinutes(minutes));

    public NudgeCase At(DateTimeOffset now) => new(Room.Incident, Facts(), Settings, now);

    public NudgeCase On(string now) => At(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>What is decided at a moment, and remembered.</summary>
    public IReadOnlyList<Nudge> Decide(NudgeCase at)
    {
        var due = NudgePolicy.LookAtAll(at).Due;
        Known = Known with { Before = [.. Known.Before, .. due.Select(nudge => new PastNudge(nudge.Kind, nudge.Slot, at.Now))] };
        return due;
    }

    /// <summary>The moments of a span, an hour apart, at which something of a kind is decided.</summary>
    public IReadOnlyList<string> Through(string from, string to, string kind)
    {
        var said = new List<string>();
        var end = On(to).Now;
        for (var at = On(from); at.Now <= end; at = At(at.Now.AddHours(1)))
        {
            if (Decide(at).Any(nudge => nudge.Kind == kind))
                said.Add(at.Now.ToString("ddd yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        }

        return said;
    }

    private NudgeFacts Facts()
    {
        var log = Room.Log;
        var severity = log.LastOrDefault(happened => happened.Detail is SeverityChanged) ?? log[0];
        return Known with
        {
            DeclaredOn = Known.DeclaredOn ?? log[0].RecordedAt,
            Severity = Room.Incident.Incident.Severity is null ? null : new SeverityGiven(severity.Id, severity.By, severity.RecordedAt),
            OthersAct = Known.OthersAct || log.Any(happened => happened.Id > severity.Id && happened.By.Id != severity.By.Id),
        };
    }
}
