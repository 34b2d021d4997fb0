using System.Collections.Immutable;

namespace IncidentBot.Postmortems;

/// <summary>How much of the document is there, and what must still come.</summary>
/// <param name="Missing">Empty required slots, the easiest to fill first.</param>
public sealed record Completeness(int RequiredFilled, int Required, int OptionalFilled, int Optional, ImmutableArray<MissingSlot> Missing)
{
    public int Filled => RequiredFilled + OptionalFilled;

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
            [.. missing.Select(requirement => new MissingSlot(requirement.Name, requirement.FilledBy))]);
    }
}

/// <param name="FilledBy">The command to type, without the word that calls the bot.</param>
public sealed record MissingSlot(string Name, string FilledBy);
