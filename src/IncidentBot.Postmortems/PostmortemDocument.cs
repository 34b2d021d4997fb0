using System.Collections.Immutable;
using System.Text.Json.Serialization;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Postmortems;

/// <summary>The postmortem as it stands, before anybody decides how it shall look: what is said, where, and on which evidence.</summary>
public sealed record PostmortemDocument(string Title, ImmutableArray<Section> Sections)
{
    [JsonIgnore]
    public IEnumerable<Slot> Slots => Sections.SelectMany(section => section.Slots);

    /// <summary>With an id for each slot: <c>root-cause/primary-cause</c>; the second of a name gets <c>-2</c>.</summary>
    public PostmortemDocument Identified()
    {
        var taken = new Dictionary<string, int>();
        return this with { Sections = [.. Sections.Select(section => section with { Slots = [.. section.Slots.Select(slot => slot with { Id = IdOf(section, slot) })] })] };

        string IdOf(Section section, Slot slot)
        {
            var stem = $"{SlugOf(section.Heading, "section")}/{SlugOf(slot.Name, "slot")}";
            var number = taken[stem] = taken.GetValueOrDefault(stem) + 1;
            return number == 1 ? stem : $"{stem}-{number}";
        }
    }

    private static string SlugOf(string text, string otherwise) => Slug.Of(text) is { Length: > 0 } slug ? slug : otherwise;
}

/// <param name="Level">1 for the headings below the title; a section of level 2 belongs to the one of level 1 before it.</param>
public sealed record Section(string Heading, int Level, ImmutableArray<Slot> Slots);

/// <summary>One thing that the document asks for.</summary>
/// <param name="Name">Stable: completeness, chat and web page speak of it under this name.</param>
public sealed record Slot(string Name, Need Need, Content Content)
{
    /// <summary><c>section-slug/slot-slug</c>, unique in the document.</summary>
    public string Id { get; init; } = "";

    /// <summary>Whether somebody could fill it: a bare label, a remark of the program or fixed text is nothing that lacks.</summary>
    [JsonIgnore]
    public bool IsFillable => Content is not (Label { Sentence: null } or Remark or Verbatim);
}

public enum Need
{
    Required,
    Optional,

    /// <summary>Repeats what stands elsewhere; the finished document does without it.</summary>
    Derived,
}
