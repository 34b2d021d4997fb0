namespace IncidentBot.Postmortems;

/// <summary>
/// Text from chat, read into what is meant in it. A code block is a Markdown fence (the closing row of backticks stands
/// alone on its line) or Slack's way, three backticks that open and close anywhere and have a newline between them.
/// </summary>
internal sealed record ChatText(IReadOnlyList<ChatBlock> Blocks)
{
    public static ChatText Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ChatText(new Reader(ChatCharacters.Clean(text)).Read());
    }

    private sealed class Reader(string text)
    {
        private readonly List<BacktickRun> _runs = BacktickRun.In(text);
        private readonly List<ChatBlock> _blocks = [];
        private int _proseStart;

        public List<ChatBlock> Read()
        {
            var longestFenceAhead = LongestFenceAhead();
            for (var i = 0; i < _runs.Count;)
            {
                var run = _runs[i];
                if (OpensFence(i) && longestFenceAhead[i + 1] >= run.Length && TakeFence(i) is { } closer)
                    i = closer + 1;
                else if (IsCode(i) && (run.Length >= 3 || _runs[run.Closer].Line == run.Line))
                    i = TakeCode(i) + 1;
                else
                    i++;
            }
            TakeProse(text.Length);
            return _blocks;
        }

        private int[] LongestFenceAhead()
        {
            var longest = new int[_runs.Count + 1];
            for (var i = _runs.Count - 1; i >= 0; i--)
                longest[i] = Math.Max(longest[i + 1], _runs[i].IsAloneOnItsLine ? _runs[i].Length : 0);
            return longest;
        }

        private bool OpensFence(int index) =>
            _runs[index] is { Length: >= 3, StartsLine: true } run
            && (index + 1 == _runs.Count || _runs[index + 1].Line != run.Line);

        private bool IsCode(int index) =>
            _runs[index].Closer is >= 0 and var closer
            && !text.AsSpan(_runs[index].End.._runs[closer].Start).IsWhiteSpace();

        private int? TakeFence(int opener)
        {
            var run = _runs[opener];
            var closer = opener + 1;
            while (!_runs[closer].IsAloneOnItsLine || _runs[closer].Length < run.Length)
                closer++;
            var inside = text[run.End.._runs[closer].Start];
            if (string.IsNullOrWhiteSpace(inside))
                return null;

            var lineStart = run.Start == 0 ? 0 : text.LastIndexOf('\n', run.Start - 1) + 1;
            TakeProse(lineStart);
            _blocks.Add(ChatCode.FromFence(inside, indent: run.Start - lineStart));
            _proseStart = _runs[closer].End;
            return closer;
        }

        private int TakeCode(int opener)
        {
            var (run, closer) = (_runs[opener], _runs[opener].Closer);
            if (_runs[closer].Line == run.Line)
                return closer;

            TakeProse(run.Start);
            _blocks.Add(ChatCode.FromLines("", text[run.End.._runs[closer].Start]));
            _proseStart = _runs[closer].End;
            return closer;
        }

        private void TakeProse(int end)
        {
            var lines = new List<ChatLine>();
            foreach (var range in text.AsSpan(_proseStart..end).Split('\n'))
            {
                var line = text.AsSpan(_proseStart..end)[range].Trim();
                if (!line.IsEmpty)
                    lines.Add(ChatLine.Read(line.ToString()));
                else
                    EndParagraph();
            }
            EndParagraph();

            void EndParagraph()
            {
                if (lines.Count > 0)
                    _blocks.Add(new ChatParagraph([.. lines]));
                lines.Clear();
            }
        }
    }
}

internal abstract record ChatBlock;

internal sealed record ChatParagraph(IReadOnlyList<ChatLine> Lines) : ChatBlock;

/// <summary>A block of code: no blank line at either end, no space at the end of a line.</summary>
internal sealed record ChatCode(string Language, IReadOnlyList<string> Lines) : ChatBlock
{
    public static bool IsLanguage(string word) =>
        word.Length is > 0 and <= 30 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '+' or '#' or '.' or '-');

    public static ChatCode FromLines(string language, string text)
    {
        var lines = text.Split('\n').Select(line => line.TrimEnd()).ToList();
        var first = lines.FindIndex(line => line.Length > 0);
        var last = lines.FindLastIndex(line => line.Length > 0);
        return new ChatCode(language, first < 0 ? [] : lines[first..(last + 1)]);
    }

    /// <summary>What follows the opening backticks is a language if it is one word, else it is the first line of the code.</summary>
    public static ChatCode FromFence(string inside, int indent)
    {
        var firstLineEnd = inside.IndexOf('\n', StringComparison.Ordinal);
        var info = inside[..firstLineEnd].Trim();
        var body = inside[(firstLineEnd + 1)..];
        if (info.Length > 0 && (!IsLanguage(info) || string.IsNullOrWhiteSpace(body)))
            return FromLines("", inside);

        return FromLines(info, string.Join('\n', body.Split('\n').Select(line => WithoutIndent(line, indent))));
    }

    private static string WithoutIndent(string line, int indent)
    {
        var spaces = 0;
        while (spaces < indent && spaces < line.Length && char.IsWhiteSpace(line[spaces]))
            spaces++;
        return line[spaces..];
    }
}
