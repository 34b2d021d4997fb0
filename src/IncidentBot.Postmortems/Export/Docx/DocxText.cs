using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace IncidentBot.Postmortems.Export.Docx;

/// <summary>How words look; a run of the document.</summary>
internal readonly record struct DocxLook(bool IsBold, bool IsItalic, string? Style)
{
    public RunProperties ToProperties(bool isRightToLeft)
    {
        var properties = new RunProperties();
        if (Style is not null)
            properties.Append(new RunStyle { Val = Style });
        if (IsBold)
            properties.Append(new Bold(), new BoldComplexScript());
        if (IsItalic)
            properties.Append(new Italic(), new ItalicComplexScript());
        if (isRightToLeft)
            properties.Append(new RightToLeftText());
        return properties;
    }
}

/// <summary>Words as runs: one run goes one way.</summary>
internal static class DocxText
{
    public static IEnumerable<Run> Runs(string text, DocxLook look)
    {
        var written = Writable(text);
        var start = 0;
        var goesLeft = false;
        var position = 0;
        foreach (var rune in written.EnumerateRunes())
        {
            if (Goes(rune) is { } way && way != goesLeft)
            {
                if (position > start)
                    yield return Run(written[start..position], look, goesLeft);
                (start, goesLeft) = (position, way);
            }
            position += rune.Utf16SequenceLength;
        }
        if (position > start)
            yield return Run(written[start..], look, goesLeft);
    }

    /// <summary>Whether a paragraph with this text begins at the right: its first letter says so.</summary>
    public static bool GoesLeft(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Goes(rune) is { } way)
                return way;
        }
        return false;
    }

    /// <summary>Without the characters that XML has no place for.</summary>
    public static string Writable(string text)
    {
        var written = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value))
                written.Append(rune.ToString());
        }
        return written.ToString();
    }

    private static Run Run(string text, DocxLook look, bool goesLeft) =>
        new(look.ToProperties(goesLeft), new Text(text) { Space = SpaceProcessingModeValues.Preserve });

    /// <returns>True for a letter that is read from right to left, false for another one, nothing for what is no letter.</returns>
    // Blocks of Hebrew, Arabic and their neighbours: Unicode, Bidi_Class R and AL.
    private static bool? Goes(Rune rune) => rune.Value switch
    {
        >= 0x0590 and <= 0x08FF or >= 0xFB1D and <= 0xFDFF or >= 0xFE70 and <= 0xFEFE or >= 0x10800 and <= 0x10FFF or >= 0x1E800 and <= 0x1EFFF => true,
        _ => Rune.IsLetter(rune) ? false : null,
    };
}
