using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Postmortems.Template;

namespace IncidentBot.Documents;

/// <summary>The document as it is now, or, once it is signed off, as it was signed.</summary>
public sealed record LiveDocument(IncidentRecord Record, PostmortemDocument Document)
{
    /// <summary>The signed text, while it stands.</summary>
    public DocumentFrozen? Frozen { get; private init; }

    /// <summary>Whether plain chat is part of it.</summary>
    public bool ShowsChat => Frozen is null && PostmortemRenderer.NeedsChat(Record);

    /// <param name="log">Of the incident, from its beginning to the record.</param>
    public static LiveDocument From(PostmortemTemplate template, IncidentRecord record, IReadOnlyList<TimelineEvent> log) =>
        log.FirstOrDefault(happened => happened.Id == record.Review.Frozen?.EventId)?.Detail is DocumentFrozen frozen
            ? SignedOff(record, frozen)
            : new LiveDocument(record, PostmortemRenderer.Assemble(template, record, PostmortemRenderer.NeedsChat(record) ? log : []));

    public static LiveDocument SignedOff(IncidentRecord record, DocumentFrozen frozen) =>
        new(record, PostmortemJson.Read(frozen.Document)) { Frozen = frozen };

    /// <summary>A signed text is the same in every form.</summary>
    public string Markdown(Form form) => Frozen?.Markdown ?? PostmortemRenderer.Render(Document, form);
}
