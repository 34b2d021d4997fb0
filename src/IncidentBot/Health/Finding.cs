namespace IncidentBot.Health;

public enum FindingKind
{
    Ok,

    /// <summary>It works, but not as well as it could.</summary>
    Warning,

    /// <summary>Something does not work.</summary>
    Problem,
}

/// <summary>What an examination brought to light.</summary>
/// <param name="What">A sentence for the operator, without secrets.</param>
/// <param name="Cure">What to do about it.</param>
public sealed record Finding(FindingKind Kind, string What, string? Cure = null)
{
    public static Finding Ok(string what) => new(FindingKind.Ok, what);

    public static Finding Warning(string what, string cure) => new(FindingKind.Warning, what, cure);

    public static Finding Problem(string what, string cure) => new(FindingKind.Problem, what, cure);

    /// <summary>As a line of plain text.</summary>
    public override string ToString() => $"{Kind.ToString().ToLowerInvariant(),-7}  {What}{(Cure is null ? "" : " " + Cure)}";
}
