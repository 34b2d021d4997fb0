using System.Text.Json.Serialization;

namespace IncidentBot.Incidents;

/// <summary>Who answers for an action item or holds a role: a person, or a team known only by its name.</summary>
public sealed record Owner(string Name, string? PersonId = null)
{
    [JsonIgnore]
    public bool IsPerson => PersonId is not null;

    public static Owner Of(Person person) => new(person.Name, person.Id);

    public static Owner Team(string name) => new(name);
}
