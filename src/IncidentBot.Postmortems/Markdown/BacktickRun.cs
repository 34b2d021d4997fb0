namespace IncidentBot.Postmortems;

/// <summary>A row of backticks in a text: where it is, and which later row of the same length would close it (-1: none).</summary>
internal readonly record struct BacktickRun(int Start, int Length, int Line, bool StartsLine, bool EndsLine, int Closer)
{
    public int End => Start + Length;

    public bool IsAloneOnItsLine => StartsLine && EndsLine;

    public static List<BacktickRun> In(string text)
    {
        var runs = new List<BacktickRun>();
        var (line, onlySpaceSoFar) = (0, true);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '`')
            {
                var start = i;
                while (i + 1 < text.Length && text[i + 1] == '`')
                    i++;
                runs.Add(new BacktickRun(start, i + 1 - start, line, onlySpaceSoFar, IsBlankToLineEnd(text, i + 1), -1));
                onlySpaceSoFar = false;
            }
            else if (text[i] == '\n')
            {
                line++;
                onlySpaceSoFar = true;
            }
            else if (!char.IsWhiteSpace(text[i]))
            {
                onlySpaceSoFar = false;
            }
        }
        FindClosers(runs);
        return runs;
    }

    private static bool IsBlankToLineEnd(string text, int from)
    {
        while (from < text.Length && text[from] != '\n' && char.IsWhiteSpace(text[from]))
            from++;
        return from == text.Length || text[from] == '\n';
    }

    // From the end backwards, so that a megabyte of backticks takes one pass.
    private static void FindClosers(List<BacktickRun> runs)
    {
        var nextOfLength = new Dictionary<int, int>();
        for (var i = runs.Count - 1; i >= 0; i--)
        {
            runs[i] = runs[i] with { Closer = nextOfLength.GetValueOrDefault(runs[i].Length, -1) };
            nextOfLength[runs[i].Length] = i;
        }
    }
}
