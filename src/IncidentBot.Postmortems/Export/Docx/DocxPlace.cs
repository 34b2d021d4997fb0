namespace IncidentBot.Postmortems.Export.Docx;

/// <summary>Where a paragraph stands.</summary>
/// <param name="Style">The id of the paragraph style.</param>
/// <param name="Level">How many lists it is in.</param>
internal sealed record DocxPlace(string Style, int Level)
{
    /// <summary>By how much each list is set in, in twentieths of a point.</summary>
    public const int Step = 360;

    private const int DeepestLevel = 8;

    public static readonly DocxPlace Page = new("Normal", 0);

    public static readonly DocxPlace Cell = new("TableText", 0);

    public static readonly DocxPlace Quote = new("Quote", 0);

    /// <summary>Counted from 0, of the innermost list; Word knows nine.</summary>
    public int ListLevel => Math.Clamp(Level - 1, 0, DeepestLevel);

    public int Indent => Math.Min(Level, DeepestLevel + 1) * Step;

    public DocxPlace InList => new(Style == Page.Style ? "ListParagraph" : Style, Level + 1);
}
