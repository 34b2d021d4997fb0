using System.Collections.Immutable;

namespace IncidentBot.Postmortems;

/// <summary>How much of the document is there, and what must still come.</summary>
/// <param name="Filled">How many of the required ones.</param>
/// <param name="Missing">Empty required slots, the easiest to fill first.</param>
public sealed record Completeness(int Filled, int Required, int OptionalFilled, int Optional, ImmutableArray<MissingPart> Missing)
{
    public static Completeness Of(PostmortemDocument document)
    {
        var slots = document.Slots.ToList();
        var optional = slots.Where(slot => slot.Need == Need.Optional && slot.IsFillable).ToList();
        var missing = Requirement.All.Where(requirement => !requirement.IsMetBy(slots)).ToList();
        return new Completeness(
            Requirement.All.Length - missing.Count,
            Requirement.All.Length,
            optional.Count(slot => !slot.Content.IsEmpty),
            optional.Count,
            [.. missing.Select(requirement => new MissingPart(requirement.Name, requirement.Command))]);
    }
}

/// <param name="Command">What to type to fill it, without the word that calls the bot.</param>
public sealed record MissingPart(string Name, string Command);
