using IncidentBot.Incidents.Commands;

namespace IncidentBot.Incidents;

/// <summary>What the timeline shows of a message: a time written at its beginning counts before the time it was posted, and an arrow parts event and action.</summary>
public sealed record KeptWords(Moment At, string Event, string? ActionTaken)
{
    /// <param name="clock">The author's, at the moment the message was posted.</param>
    public static KeptWords Read(string text, SenderClock clock)
    {
        var beginsWithTime = BeginsWithTime(text, clock, out var at, out var rest);
        var (said, action) = Typed.SplitArrow(beginsWithTime ? rest : text);
        return new KeptWords(beginsWithTime ? at : new Moment(clock.Now), said, action);
    }

    /// <summary><c>14:30 alert fired</c>: whoever begins a message so wants it in the timeline.</summary>
    public static bool BeginsWithTime(string text, SenderClock clock, out Moment at, out string rest)
    {
        var begins = TimeExpression.TryReadPrefix(text, clock, out var time, out rest) && time.IsRead && rest.Length > 0;
        at = begins ? time.Value : default;
        return begins;
    }
}
