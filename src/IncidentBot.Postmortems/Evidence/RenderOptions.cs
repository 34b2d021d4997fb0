namespace IncidentBot.Postmortems;

/// <summary>How the document shall look.</summary>
public sealed record RenderOptions(Form Form, EvidenceStyle Evidence = EvidenceStyle.None);

/// <summary>How a line of the document says what it rests on.</summary>
public enum EvidenceStyle
{
    None,

    /// <summary>A number at the end of each line, row or value, and the notes at the end of the document.</summary>
    Footnotes,

    /// <summary>A reference to the newest event, for a page that has that event at <c>#e123</c>; <see cref="MarkdownHtml"/> makes a link of it.</summary>
    Anchors,
}

/// <summary>Where an event came from.</summary>
/// <param name="Permalink">To the message in its chat, if there is one; http or https.</param>
public sealed record EvidenceSource(DateTimeOffset At, string Person, string? Permalink = null);
