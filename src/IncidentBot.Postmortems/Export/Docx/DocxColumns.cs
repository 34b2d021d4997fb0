namespace IncidentBot.Postmortems.Export.Docx;

/// <summary>Shares a table's width out among its columns, so that no word is cut that need not be.</summary>
internal static class DocxColumns
{
    /// <summary>A letter's usual width, and what stands between text and border, in twentieths of a point.</summary>
    private const int Letter = 115;
    private const int Padding = 260;

    private const int LongestWord = 26;
    private const int LongestLine = 60;

    /// <param name="columns">The texts of each column.</param>
    /// <returns>As many as there are columns, together at most <paramref name="total"/>.</returns>
    public static int[] Widths(IReadOnlyList<IReadOnlyList<string>> columns, int total)
    {
        var least = columns.Select(texts => Width(texts.Max(PlainText.LongestWord), LongestWord)).ToArray();
        var wanted = columns.Select(texts => Width(texts.Max(text => text.Length), LongestLine)).ToArray();
        return least.Sum() >= total ? Share(least, total) : Between(least, wanted, total);
    }

    /// <summary>Each column has room for its words; what is left over goes where the lines are long.</summary>
    private static int[] Between(int[] least, int[] wanted, int total)
    {
        var spare = total - least.Sum();
        var more = wanted.Zip(least, (want, need) => want - need).ToArray();
        var asked = more.Sum();
        return asked == 0
            ? Share(least, total)
            : [.. least.Zip(more, (need, extra) => need + (int)((long)spare * extra / asked))];
    }

    private static int[] Share(int[] weights, int total)
    {
        var sum = weights.Sum();
        return [.. weights.Select(weight => (int)((long)total * weight / sum))];
    }

    private static int Width(int letters, int most) => Math.Min(letters, most) * Letter + Padding;
}
