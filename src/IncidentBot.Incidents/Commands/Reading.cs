namespace IncidentBot.Incidents.Commands;

/// <summary>What was read from a text, or a kind sentence that says what was understood and gives an example.</summary>
public readonly record struct Reading<T>
{
    private readonly T _value;
    private readonly string? _problem;

    internal Reading(T value, string? problem, bool isRead)
    {
        _value = value;
        _problem = problem;
        IsRead = isRead;
    }

    public bool IsRead { get; }

    public T Value => IsRead
        ? _value
        : throw new InvalidOperationException($"Nothing was read, so there is no value: {Problem}");

    /// <summary>Empty when the text was read.</summary>
    public string Problem => _problem ?? "";

    public override string ToString() => IsRead ? $"{_value}" : Problem;
}

public static class Reading
{
    public static Reading<T> Of<T>(T value) => new(value, null, isRead: true);

    public static Reading<T> Fail<T>(string problem) => new(default!, problem, isRead: false);
}
