using IncidentBot.Incidents;

namespace IncidentBot.Storage;

/// <summary>For whom a list is made: what they may not see, it leaves out.</summary>
/// <param name="PersonId">Theirs are the incidents of this person, see <see cref="Incident.IsOf"/>.</param>
/// <param name="SeesPublic">Whether those that are not private are there for them too.</param>
public sealed record Audience(string? PersonId, bool SeesPublic, bool SeesAll)
{
    /// <summary>A member of the organisation.</summary>
    public static Audience Of(Person person) => new(person.Id, SeesPublic: true, SeesAll: false);

    /// <summary>In a query of <c>incidents</c>, with the parameters of <see cref="Parameters"/>.</summary>
    internal const string Condition = $"(@seesAll or (@seesPublic and not is_private) or {IncidentLists.IsTheirs})";

    internal object Parameters => new { person = PersonId ?? "", seesPublic = SeesPublic, seesAll = SeesAll };
}
