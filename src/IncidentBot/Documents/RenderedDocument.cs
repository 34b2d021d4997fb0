using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Postmortems;

namespace IncidentBot.Documents;

/// <summary>The draft as open pages show it, section by section, and within them block by block.</summary>
public sealed class RenderedDocument
{
    /// <summary>Of the section that is the document's title alone.</summary>
    public const string TitleId = "title";

    // Whoever has seen the same before is sent the same: what changed is found out once for all of them.
    private readonly ConditionalWeakTable<RenderedDocument, StrongBox<DocumentChange?>> _since = [];
    private readonly Lazy<DocumentChange> _whole;

    private RenderedDocument(LiveDocument live, ImmutableArray<RenderedSection> sections)
    {
        (Live, Sections, Completeness) = (live, sections, Completeness.Of(live.Document));
        _whole = new Lazy<DocumentChange>(() => new DocumentChange(Live, Order, Sections, Completeness));
    }

    public LiveDocument Live { get; }

    public ImmutableArray<RenderedSection> Sections { get; }

    public Completeness Completeness { get; }

    private ImmutableArray<string> Order => [.. Sections.Select(section => section.Id)];

    /// <param name="earlier">Its unchanged sections are taken over as they are.</param>
    public static RenderedDocument Of(LiveDocument live, RenderedDocument? earlier)
    {
        if (live.Frozen is { } frozen)
            return new RenderedDocument(live, [RenderedSection.AsSigned(frozen)]);

        var writer = new SectionRenderer(live.Record.Incident.Id, live.Document.Title);
        var known = (earlier?.Sections ?? []).ToDictionary(section => section.Id);
        var sections = ImmutableArray.CreateBuilder<RenderedSection>();
        sections.Add(writer.Title(TitleId, known.GetValueOrDefault(TitleId)));
        var taken = new HashSet<string>([TitleId], StringComparer.Ordinal);
        foreach (var section in live.Document.Sections)
        {
            var id = Unique(Slug.Of(section.Heading), taken);
            sections.Add(writer.Section(id, section, known.GetValueOrDefault(id)));
        }

        return new RenderedDocument(live, sections.ToImmutable());
    }

    /// <returns>Nothing where a page that shows the earlier one shows this one as well.</returns>
    public DocumentChange? Since(RenderedDocument? earlier) =>
        earlier is null ? _whole.Value : _since.GetValue(earlier, known => new StrongBox<DocumentChange?>(ChangeSince(known))).Value;

    private DocumentChange? ChangeSince(RenderedDocument earlier)
    {
        ImmutableArray<RenderedSection> changed = [.. Sections.Except(earlier.Sections, ReferenceEqualityComparer.Instance).Cast<RenderedSection>()];
        var order = Order;
        var isSame = changed.IsEmpty && Live.Record.Version == earlier.Live.Record.Version && order.SequenceEqual(earlier.Order);
        return isSame ? null : new DocumentChange(Live, order, changed, Completeness);
    }

    private static string Unique(string heading, HashSet<string> taken)
    {
        var stem = heading.Length == 0 ? "section" : heading;
        return Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? stem : $"{stem}-{number}").First(taken.Add);
    }
}

/// <summary>What an open page has to change.</summary>
/// <param name="Live">The incident as it is now, for what pages show beside the document.</param>
/// <param name="Order">The ids of all sections, in the order of the document; one that is not among them is gone.</param>
public sealed record DocumentChange(
    LiveDocument Live, ImmutableArray<string> Order, ImmutableArray<RenderedSection> Changed, Completeness Completeness)
{
    public IncidentId Incident => Live.Record.Incident.Id;
}
