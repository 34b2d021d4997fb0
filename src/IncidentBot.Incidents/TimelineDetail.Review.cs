using System.Collections.Immutable;

namespace IncidentBot.Incidents;

// The review of the document.

/// <summary>The document goes into review, or its review gets another day.</summary>
public sealed record ReviewScheduled(DateOnly On) : TimelineDetail
{
    /// <summary>Who shall read it; none where they stay who they were.</summary>
    public ImmutableArray<Owner> Reviewers { get; init; } = [];
}

/// <param name="About">The heading or slot; nothing for the whole document.</param>
public sealed record ReviewCommented(string? About, string Text) : TimelineDetail;

public sealed record ReviewCommentResolved(int Number) : TimelineDetail;

/// <summary>The document in review is a draft again.</summary>
public sealed record ReviewWithdrawn(string? Reason) : TimelineDetail;

public sealed record SignedOff(string Role) : TimelineDetail
{
    /// <summary>Of the text that was signed; nothing in logs from before texts were hashed.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Why it was signed although required parts were missing.</summary>
    public string? Despite { get; init; }
}

/// <summary>All have signed the same text: it stands as it is.</summary>
/// <param name="Markdown">The finished form.</param>
/// <param name="Document">The same for programs, as <c>postmortem.json</c> has it.</param>
/// <param name="Sha256">Of the Markdown in UTF-8.</param>
public sealed record DocumentFrozen(string Markdown, string Document, string Sha256) : TimelineDetail;

/// <summary>The signed text no longer stands; a new revision begins.</summary>
public sealed record DocumentReopened(string Reason) : TimelineDetail;
