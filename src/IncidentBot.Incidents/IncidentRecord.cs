using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace IncidentBot.Incidents;

/// <summary>
/// The structured state that commands decide on and the document is written from. It is carried forward event by
/// event and never needs the raw chat, which may be a hundred thousand messages.
/// </summary>
public sealed partial record IncidentRecord
{
    public required Incident Incident { get; init; }

    /// <summary>The last event that went into this record.</summary>
    public long Version { get; init; }

    public ImmutableArray<TimelineEntry> Entries { get; init; } = [];
    public ImmutableSortedDictionary<Topic, ImmutableArray<Statement>> Statements { get; init; } =
        ImmutableSortedDictionary<Topic, ImmutableArray<Statement>>.Empty;
    public Detection? Detection { get; init; }
    public Degradation? Degradation { get; init; }
    public ImmutableArray<Measurement> Measurements { get; init; } = [];
    public ImmutableArray<ActionItem> ActionItems { get; init; } = [];
    public ImmutableArray<Metric> Metrics { get; init; } = [];
    public ImmutableArray<Link> Links { get; init; } = [];
    public ImmutableArray<RelatedIncident> Related { get; init; } = [];
    public ImmutableArray<SectionText> Sections { get; init; } = [];

    /// <summary>What people wrote into the document's slots, by the slot's id.</summary>
    public ImmutableSortedDictionary<string, SlotEdit> Edits { get; init; } = ImmutableSortedDictionary.Create<string, SlotEdit>(StringComparer.Ordinal);
    public DateOnly? ReviewOn { get; init; }
    public Review Review { get; init; } = new();

    /// <summary>The events behind the facts that are no list of their own.</summary>
    public ImmutableSortedDictionary<KnownFact, ImmutableArray<long>> Facts { get; init; } =
        ImmutableSortedDictionary<KnownFact, ImmutableArray<long>>.Empty;

    public static IncidentRecord Empty(IncidentId id) => new() { Incident = new Incident { Id = id } };

    /// <summary>The record of an incident from its whole log: what <c>rebuild</c> does.</summary>
    public static IncidentRecord From(IncidentId id, IEnumerable<TimelineEvent> log) =>
        log.Aggregate(Empty(id), (record, happened) => record.Apply(happened));

    [JsonIgnore]
    public string NextActionItemId => ActionItem.IdOf(ActionItems.Length + 1);

    public ImmutableArray<Statement> Of(Topic topic) => Statements.GetValueOrDefault(topic, []);

    public Statement? The(Topic topic) => Of(topic).FirstOrDefault();

    public ActionItem? FindActionItem(string id) => ActionItems.FirstOrDefault(item => item.Id == id);

    public ImmutableArray<long> EvidenceFor(params ReadOnlySpan<KnownFact> facts)
    {
        var evidence = ImmutableSortedSet.CreateBuilder<long>();
        foreach (var fact in facts)
            evidence.UnionWith(Facts.GetValueOrDefault(fact, []));
        return [.. evidence];
    }
}

public sealed record Statement(string Text, Person By, DateTimeOffset SaidAt, ImmutableArray<long> Evidence);

/// <param name="After">How long after the start, if it was said so; then <paramref name="At"/> is not known on its own.</param>
public sealed record Detection(DetectionMethod? Method, TimeSpan? After, Moment? At, ImmutableArray<long> Evidence);

public sealed record Metric(string Name, decimal Value, ImmutableArray<long> Evidence);

public sealed record Link(string Url, string? Label, ImmutableArray<long> Evidence);

public sealed record RelatedIncident(IncidentId Id, string? Why, ImmutableArray<long> Evidence);

/// <summary>What a person wrote under a heading by hand.</summary>
public sealed record SectionText(string Heading, string Text, Person By, DateTimeOffset SaidAt, ImmutableArray<long> Evidence);

public enum KnownFact
{
    Declared,
    Title,
    Severity,
    Status,
    Start,
    Mitigated,
    Resolved,
    Degradation,
    Review,
}
