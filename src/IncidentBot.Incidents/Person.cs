namespace IncidentBot.Incidents;

/// <summary>Somebody who takes part, under the name people read.</summary>
/// <param name="Id">Unique over all platforms: <c>slack:T01/U01</c>, <c>sandbox:ada</c>.</param>
public sealed record Person(string Id, string Name)
{
    /// <summary>The same, where one of a person's accounts is known to be another's.</summary>
    public Person Under(string id, string known) => Id == id ? this with { Id = known } : this;

    /// <summary>What the bot does by itself stands in the log under this name.</summary>
    public static Person Bot { get; } = new("incidentbot", "IncidentBot");
}
