using IncidentBot.Incidents;

namespace IncidentBot.Storage;

/// <summary>Which incidents a list shows; what is not set leaves none out.</summary>
public sealed record IncidentFilter
{
    public bool OnlyOpen { get; init; }

    /// <summary>Only those that the audience's person declared, has a role in, or was invited to.</summary>
    public bool OnlyTheirs { get; init; }

    public Severity? Severity { get; init; }
    public IncidentStatus? Status { get; init; }

    /// <summary>The name of a service, in any case of letters.</summary>
    public string? Service { get; init; }

    /// <summary>The first and the last day on which they may have started, in UTC.</summary>
    public DateOnly? From { get; init; }

    /// <inheritdoc cref="From"/>
    public DateOnly? To { get; init; }

    /// <summary>Those that a search has found.</summary>
    public IReadOnlyCollection<string>? Among { get; init; }

    internal string Condition => string.Join("\n   and ", Conditions.Prepend("true"));

    internal object Parameters => new
    {
        severity = Severity?.ToString(),
        status = Status?.ToString(),
        service = Service?.ToLowerInvariant(),
        from = From?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
        before = To?.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
        among = Among?.ToArray(),
    };

    private IEnumerable<string> Conditions
    {
        get
        {
            if (OnlyOpen)
                yield return IncidentLists.IsOpen;
            if (OnlyTheirs)
                yield return IncidentLists.IsTheirs;
            if (Severity is not null)
                yield return "severity = @severity";
            if (Status is not null)
                yield return "status = @status";
            if (From is not null)
                yield return "started_at >= @from";
            if (To is not null)
                yield return "started_at < @before";
            if (Among is not null)
                yield return "id = any(@among)";
            if (Service is not null)
                yield return "exists (select 1 from jsonb_array_elements_text(record #> '{incident,services}') as service where lower(service) = @service)";
        }
    }
}
