namespace IncidentBot.Teams;

/// <summary>A tag, or what stands between two.</summary>
/// <param name="Tag">In lower case; nothing for text.</param>
/// <param name="Text">As it is written, entities and all.</param>
internal readonly record struct HtmlPart(string? Tag, bool IsEnd, string Text)
{
    /// <summary>An attribute of the tag, with its entities read.</summary>
    public string? this[string name] => Tag is null ? null : HtmlReader.AttributeOf(Text, name);
}
