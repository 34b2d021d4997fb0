using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace IncidentBot.Postmortems;

/// <summary>
/// What stands in a slot: a closed set, one kind for each shape that the template knows. Fields, labelled bullets and
/// numbered groups that follow one another are one block of the document.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Field), "field")]
[JsonDerivedType(typeof(Prose), "paragraph")]
[JsonDerivedType(typeof(Label), "label")]
[JsonDerivedType(typeof(Remark), "remark")]
[JsonDerivedType(typeof(Bullets), "bullets")]
[JsonDerivedType(typeof(LabelledBullet), "labelled-bullet")]
[JsonDerivedType(typeof(Numbered), "numbered")]
[JsonDerivedType(typeof(NumberedGroup), "numbered-group")]
[JsonDerivedType(typeof(Checklist), "checklist")]
[JsonDerivedType(typeof(Choices), "choices")]
[JsonDerivedType(typeof(Rows), "table")]
[JsonDerivedType(typeof(JsonBlock), "json")]
[JsonDerivedType(typeof(Verbatim), "verbatim")]
public abstract record Content
{
    [JsonIgnore]
    public abstract bool IsEmpty { get; }

    /// <summary>The same with a person's line in it; nothing where a line is not what belongs here.</summary>
    public virtual Content? FilledWith(Line line) => null;
}

/// <summary><c>**Severity**: P1</c></summary>
public sealed record Field(string Label, Line? Value, bool IsCode = false) : Content
{
    public override bool IsEmpty => Value is null;
    public override Content FilledWith(Line line) => this with { Value = line };
}

/// <param name="IsPrompt">The label asks the author a question, which the finished document does without.</param>
public sealed record Prose(Line? Text, string? Label = null, bool IsPrompt = false) : Content
{
    public override bool IsEmpty => Text is null;
    public override Content FilledWith(Line line) => this with { Text = line };
}

/// <summary>Stands over the slots behind it; a sentence may stand beside it.</summary>
public sealed record Label(string Text, Line? Sentence, bool IsPrompt) : Content
{
    public override bool IsEmpty => Sentence is null;
    public override Content FilledWith(Line line) => this with { Sentence = line };
}

/// <summary>A word by the program, about the document.</summary>
public sealed record Remark(Line Text) : Content
{
    public override bool IsEmpty => false;
}

public sealed record Bullets(ImmutableArray<Line> Items) : Content
{
    public override bool IsEmpty => Items.IsEmpty;
    public override Content FilledWith(Line line) => this with { Items = [line] };
}

public sealed record LabelledBullet(string Label, Line? Value) : Content
{
    public override bool IsEmpty => Value is null;
    public override Content FilledWith(Line line) => this with { Value = line };
}

public sealed record Numbered(ImmutableArray<Line> Items) : Content
{
    public override bool IsEmpty => Items.IsEmpty;
    public override Content FilledWith(Line line) => this with { Items = [line] };
}

public sealed record NumberedGroup(string Label, ImmutableArray<Line> Items) : Content
{
    public override bool IsEmpty => Items.IsEmpty;
    public override Content FilledWith(Line line) => this with { Items = [line] };
}

/// <summary>Work, done or not.</summary>
public sealed record Checklist(ImmutableArray<Check> Items) : Content
{
    public override bool IsEmpty => Items.IsEmpty;
}

/// <summary>Answers to choose from, all shown.</summary>
public sealed record Choices(ImmutableArray<Check> Items) : Content
{
    public override bool IsEmpty => !Items.Any(item => item.IsChecked);
}

public sealed record Check(bool IsChecked, Line Line);

public sealed record Rows(ImmutableArray<string> Headers, ImmutableArray<Row> Items) : Content
{
    public override bool IsEmpty => Items.IsEmpty;
}

/// <param name="Cells">As many as the table has headers.</param>
public sealed record Row(ImmutableArray<string> Cells, ImmutableArray<long> Evidence, string? By = null, DateTimeOffset? When = null);

public sealed record JsonBlock(ImmutableArray<JsonMember> Members) : Content
{
    public override bool IsEmpty => Members.IsEmpty;
}

/// <param name="Value">A JSON literal: <c>135</c>, <c>"2024-01-15T14:30:00Z"</c>.</param>
public sealed record JsonMember(string Name, string Value, ImmutableArray<long> Evidence);

/// <summary>Markdown of the template that asks for nothing: kept byte for byte, and shown in every form.</summary>
public sealed record Verbatim(string Text) : Content
{
    public override bool IsEmpty => false;
}
