using System.Collections.Immutable;

namespace IncidentBot.Postmortems;

/// <summary>How much of the document is there, and what must still come.</summary>
/// <param name="Filled">How many of the required ones.</param>
/// <param name="Missing">Empty required slots, the easiest to fill first; those that only a template asks for come last.</param>
public sealed record Completeness(int Filled, int Required, int OptionalFilled, int Optional, ImmutableArray<MissingPart> Missing)
{
    public static Completeness Of(PostmortemDocument document)
    {
        var slots = document.Slots.ToList();
        var optional = slots.Where(slot => slot.Need == Need.Optional && slot.IsFillable).ToList();
        var asked = Requirement.All.Where(requirement => requirement.IsIn(slots)).ToList();
        var own = slots.Where(slot => slot.Need == Need.Required && slot.IsFillable && !Requirement.All.Any(requirement => requirement.Names(slot))).ToList();
        ImmutableArray<MissingPart> missing =
        [
            .. asked.Where(requirement => !requirement.IsMetBy(slots)).Select(requirement => new MissingPart(requirement.Name, requirement.Command)),
            .. own.Where(slot => slot.Content.IsEmpty).Select(slot => new MissingPart(slot.Name, $"section \"{slot.Name.Replace('"', '\'')}\" <text>")),
        ];
        var required = asked.Count + own.Count;
        return new Completeness(required - missing.Length, required, optional.Count(slot => !slot.Content.IsEmpty), optional.Count, missing);
    }
}

/// <param name="Command">What to type to fill it, without the word that calls the bot.</param>
public sealed record MissingPart(string Name, string Command);
