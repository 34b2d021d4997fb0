using IncidentBot.Incidents;
using IncidentBot.Postmortems;

namespace IncidentBot.Documents;

/// <summary>The document as it is now, or, once it is signed off, as it was signed.</summary>
public sealed record LiveDocument(IncidentRecord Record, PostmortemDocument Document)
{
    /// <summary>The signed text, while it stands.</summary>
    public DocumentFrozen? Frozen { get; private init; }

    /// <summary>Whether plain chat is part of it.</summary>
    public bool ShowsChat => Frozen is null && PostmortemRenderer.NeedsChat(Record);

    public static LiveDocument SignedOff(IncidentRecord record, DocumentFrozen frozen) =>
        new(record, PostmortemJson.Read(frozen.Document)) { Frozen = frozen };

    /// <summary>A signed text is the same in every form.</summary>
    public string Markdown(Form form) => Frozen?.Markdown ?? PostmortemRenderer.Render(Document, form);
}
