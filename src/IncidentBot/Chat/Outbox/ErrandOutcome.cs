namespace IncidentBot.Chat.Outbox;

/// <param name="Error">Nothing when it is done.</param>
/// <param name="IsFinal">Trying again is no use.</param>
public sealed record ErrandOutcome(string? Error, bool IsFinal, TimeSpan? RetryAfter)
{
    /// <summary>Whether it may have taken effect all the same.</summary>
    public bool IsUncertain { get; init; }

    public static ErrandOutcome Done { get; } = new(null, false, null);
}
