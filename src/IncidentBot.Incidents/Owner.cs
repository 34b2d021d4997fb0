using System.Text.Json.Serialization;

namespace IncidentBot.Incidents;

/// <summary>Who answers for an action item or holds a role: a person, or a team known only by its name.</summary>
public sealed record Owner(string Name, string? PersonId = null)
{
    [JsonIgnore]
    public bool IsPerson => PersonId is not null;

    /// <summary>People are told apart by their ids, whatever they are called where it was said; teams by their names.</summary>
    public bool IsSameAs(Owner other) => PersonId == other.PersonId && (IsPerson || Name == other.Name);

    public static Owner Of(Person person) => new(person.Name, person.Id);

    /// <summary>The same, where one of a person's accounts is known to be another's.</summary>
    public Owner Under(string id, string known) => PersonId == id ? this with { PersonId = known } : this;

    public static Owner Team(string name) => new(name);
}
