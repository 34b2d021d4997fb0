using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Postmortems;

/// <summary>The postmortem as it stands, before anybody decides how it shall look: what is said, where, and on which evidence.</summary>
public sealed record PostmortemDocument(string Title, ImmutableArray<Section> Sections)
{
    [JsonIgnore]
    public IEnumerable<Slot> Slots => Sections.SelectMany(section => section.Slots);

    /// <summary>The same, with an id for each slot that has none yet: <c>root-cause/primary-cause</c>; the second of a name gets <c>-2</c>.</summary>
    public PostmortemDocument Identified()
    {
        var taken = Slots.Select(slot => slot.Id).ToHashSet(StringComparer.Ordinal);
        return this with { Sections = [.. Sections.Select(section => section with { Slots = [.. section.Slots.Select(slot => slot.Id.Length > 0 ? slot : slot with { Id = IdOf(section, slot) })] })] };

        string IdOf(Section section, Slot slot)
        {
            var stem = $"{SlugOf(section.Heading)}/{SlugOf(slot.Name)}";
            return Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? stem : $"{stem}-{number}").First(taken.Add);
        }
    }

    /// <summary>A heading without Latin letters has an id of its own as well, wherever it stands.</summary>
    private static string SlugOf(string text) => Slug.Of(text) is { Length: > 0 } slug
        ? slug
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 4));
}

/// <param name="Level">1 for the headings below the title; a section of level 2 belongs to the one of level 1 before it.</param>
public sealed record Section(string Heading, int Level, ImmutableArray<Slot> Slots);

/// <summary>One thing that the document asks for.</summary>
/// <param name="Name">Stable: completeness, chat and web page speak of it under this name.</param>
public sealed record Slot(string Name, Need Need, Content Content)
{
    /// <summary>Unique in the document, and the same as long as the template has the slot: <c>root-cause/primary-cause</c>.</summary>
    public string Id { get; init; } = "";

    /// <summary>Who wrote what stands here by hand; nothing where it is the record's.</summary>
    public Handwriting? Hand { get; init; }

    /// <summary>What the bot would write here, where a person's words stand in its place.</summary>
    [JsonIgnore]
    public Content? Generated { get; init; }

    /// <summary>Facts that came in after the person wrote, offered beside it.</summary>
    public Content? Suggestion { get; init; }

    /// <summary>Whether somebody could fill it: a bare label, a remark of the program or fixed text is nothing that lacks.</summary>
    [JsonIgnore]
    public bool IsFillable => Content is not (Label { Sentence: null } or Remark or Verbatim);
}

/// <param name="Version">The event that wrote it.</param>
public sealed record Handwriting(string By, DateTimeOffset When, long Version);

public enum Need
{
    Required,
    Optional,

    /// <summary>Repeats what stands elsewhere; the finished document does without it.</summary>
    Derived,
}
