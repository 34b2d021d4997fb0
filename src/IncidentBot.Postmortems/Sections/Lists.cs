using IncidentBot.Incidents;
using IncidentBot.Postmortems.Template;

namespace IncidentBot.Postmortems.Sections;

/// <summary>A list of what people said about some topics.</summary>
internal static class Lists
{
    public static KnownSlot Of(string name, params Topic[] topics) =>
        new(name, (facts, _) => Fact.Of(facts.All(topics))) { Natural = new Bullets([]) };

    /// <summary>All of some lists that have no slot of their own.</summary>
    public static KnownSlot Rest(string name, params KnownSlot[] lists) => new(name, (facts, slot) => Fact.Of(
        [.. lists.SelectMany(list => facts.Unless(list.Name, () => list.Find(facts, slot).Lines))]))
    { Natural = new Bullets([]) };
}
