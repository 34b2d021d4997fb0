using System.Collections.Immutable;
using System.Text.Json.Serialization;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Postmortems;

/// <summary>The postmortem as it stands, before anybody decides how it shall look: what is said, where, and on which evidence.</summary>
public sealed record PostmortemDocument(string Title, ImmutableArray<Section> Sections)
{
    [JsonIgnore]
    public IEnumerable<Slot> Slots => Sections.SelectMany(section => section.Slots);

    /// <summary>The same, each slot with its id.</summary>
    public PostmortemDocument Identified()
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return this with { Sections = [.. Sections.Select(section => section with { Slots = [.. section.Slots.Select(slot => slot with { Id = Unique($"{Slug.Of(section.Heading)}/{Slug.Of(slot.Name)}") })] })] };

        string Unique(string id) => Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? id : $"{id}-{number}").First(taken.Add);
    }
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

    /// <summary>Whether it is needed is said in one place: <see cref="Requirement.All"/>.</summary>
    public static Slot Of(string name, Content content) => new(name, Requirement.NeedOf(name), content);

    /// <summary>A label over the slots behind it.</summary>
    public static Slot Over(string label, Line? sentence = null) => new(label, Need.Optional, new Label(label, sentence, IsPrompt: false));

    public static Slot Prompt(string question) => new(question, Need.Optional, new Label(question, null, IsPrompt: true));

    public static Slot Derived(string name, Content content) => new(name, Need.Derived, content);

    /// <summary>Whether somebody could fill it: a bare label or a remark of the program is nothing that lacks.</summary>
    [JsonIgnore]
    public bool IsFillable => Content is not (Label { Sentence: null } or Remark);
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
