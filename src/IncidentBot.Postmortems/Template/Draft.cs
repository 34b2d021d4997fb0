using System.Collections.Immutable;

namespace IncidentBot.Postmortems.Template;

/// <summary>What was read of a template, before it is known what it means. Lines are counted from 0.</summary>
/// <param name="End">The line behind it.</param>
internal abstract record Draft(int Line, int End)
{
    /// <summary>What a comment says of it.</summary>
    public Need? Need { get; init; }
}

internal sealed record FixedDraft(string Text, int Line, int End) : Draft(Line, End);

/// <summary>A label with nothing behind it.</summary>
/// <param name="IsMarked">Written in bold, and so surely a label.</param>
/// <param name="IsAlone">The only thing in its paragraph.</param>
/// <param name="Source">As it stands in the template, should it turn out to be plain text.</param>
internal sealed record LabelDraft(string Text, bool IsMarked, bool IsAlone, string Source, int Line, int End) : Draft(Line, End);

internal sealed record SlotDraft(Content Shape, string? Label, string Hint, int Line, int End) : Draft(Line, End)
{
    public ImmutableArray<string> RowLabels { get; init; } = [];

    /// <summary>Whether it asks something of its own, whatever its label sounds like: <c>Why did nobody notice?</c></summary>
    public bool IsPeoples { get; init; }

    /// <summary>Whether it is nothing but an instruction in italics: above another slot it belongs to that one.</summary>
    public bool IsInstruction => Shape is Prose { Label: null } && Placeholders.IsHint(Hint);

    /// <summary>Whether each of its kind says by itself what it is about.</summary>
    public bool HasOwnLabel => Shape is Field or LabelledBullet or NumberedGroup or Prose { Label: not null };

    public bool IsList => Shape is not (Field or Prose);
}
