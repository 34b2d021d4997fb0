namespace IncidentBot.Slack;

/// <summary>Cuts a text where Slack would, counted in code points, but never inside an entity, a token or a character.</summary>
public static class SlackCut
{
    private const string Mark = "…";

    public static string To(int codePoints, string text)
    {
        if (text.Length <= codePoints || IndexOf(text, codePoints) == text.Length)
            return text;

        var end = IndexOf(text, codePoints - Mark.Length);
        end = BeforeOpen(text, end, '<', '>');
        end = BeforeOpen(text, end, '&', ';');
        return text[..end] + Mark;
    }

    /// <summary>The same for a text in which nothing is escaped.</summary>
    public static string Plain(int codePoints, string text) =>
        IndexOf(text, codePoints) == text.Length ? text : text[..IndexOf(text, codePoints - Mark.Length)] + Mark;

    /// <summary>Where a limit may be meant in UTF-16 units: shorter by either count, and no character is cut.</summary>
    public static string Units(int units, string text)
    {
        if (text.Length <= units)
            return text;

        var end = units - Mark.Length;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + Mark;
    }

    /// <summary>Parts an escaped text into pieces that are short enough: at its line ends as far as possible.</summary>
    public static IEnumerable<string> Pieces(int codePoints, string text)
    {
        var rest = text;
        while (rest.Length > 0 && IndexOf(rest, codePoints) < rest.Length)
        {
            var end = IndexOf(rest, codePoints);
            end = rest.LastIndexOf('\n', end - 1) is var line and > 0 ? line : BeforeOpen(rest, BeforeOpen(rest, end, '<', '>'), '&', ';');
            // A token that is longer than a whole piece cannot be shown.
            yield return end > 0 ? rest[..end] : Mark;
            rest = (end > 0 ? rest[end..] : rest[(rest.IndexOf('>', StringComparison.Ordinal) + 1)..]).TrimStart('\n');
        }

        if (rest.Length > 0)
            yield return rest;
    }

    private static int IndexOf(string text, int codePoints)
    {
        var index = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (codePoints-- == 0)
                return index;
            index += rune.Utf16SequenceLength;
        }

        return text.Length;
    }

    /// <summary>In an escaped text each of these opens something that its counterpart closes.</summary>
    private static int BeforeOpen(string text, int end, char opens, char closes)
    {
        var open = text.LastIndexOf(opens, Math.Max(0, end - 1));
        return open >= 0 && open < end && text.IndexOf(closes, open) >= end ? open : end;
    }
}
