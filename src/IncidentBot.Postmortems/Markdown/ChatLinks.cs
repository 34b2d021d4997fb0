namespace IncidentBot.Postmortems;

/// <summary>Finds the links in a line: [label](address) for http, https and mailto, and bare http and https addresses.</summary>
internal static class ChatLinks
{
    /// <summary>Brackets and parentheses are matched in one pass, so that a megabyte of them is read promptly.</summary>
    public static List<ChatPiece> LabelledIn(string line, List<ChatPiece> code)
    {
        var links = new List<ChatPiece>();
        if (!line.Contains("](", StringComparison.Ordinal))
            return links;

        var closingParenthesis = MatchParentheses(line, code);
        var open = new Stack<int>();
        foreach (var i in OutsideOf(code, line.Length))
        {
            if (line[i] == '[')
                open.Push(i);
            if (line[i] != ']' || !open.TryPop(out var start))
                continue;
            if (ReadLink(line, start, i, closingParenthesis) is not { } link)
                continue;

            links.Add(link);
            open.Clear(); // A link has no link in it: the inner one counts.
        }
        return links;
    }

    private static ChatPiece? ReadLink(string line, int start, int labelEnd, Dictionary<int, int> closingParenthesis)
    {
        if (start > 0 && line[start - 1] == '!')
            return null;
        if (!closingParenthesis.TryGetValue(labelEnd + 1, out var end))
            return null;

        var (label, url) = (line[(start + 1)..labelEnd], line[(labelEnd + 2)..end]);
        if (string.IsNullOrWhiteSpace(label) || !IsLinkable(url))
            return null;

        return new ChatPiece(ChatPieceKind.Link, start, end + 1, label, url);
    }

    private static bool IsLinkable(string url) =>
        HasHost(url, 0) || (url.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) && url.Length > "mailto:".Length);

    /// <summary>Opening to closing, for pairs that have nothing between them that no address has.</summary>
    private static Dictionary<int, int> MatchParentheses(string line, List<ChatPiece> code)
    {
        var pairs = new Dictionary<int, int>();
        var open = new Stack<int>();
        var previous = -1;
        foreach (var i in OutsideOf(code, line.Length))
        {
            if (i != previous + 1 || EndsUrl(line[i]))
                open.Clear();
            if (line[i] == '(')
                open.Push(i);
            else if (line[i] == ')' && open.TryPop(out var start))
                pairs[start] = i;
            previous = i;
        }
        return pairs;
    }

    public static List<ChatPiece> BareIn(string line, List<ChatPiece> marked)
    {
        var urls = new List<ChatPiece>();
        var next = 0;
        for (var i = line.IndexOf("://", StringComparison.Ordinal); i >= 0; i = Following(i))
        {
            var start = i - (i > 0 && line[i - 1] is 's' or 'S' ? 5 : 4);
            if (start < next || !HasHost(line, start) || (start > 0 && char.IsAsciiLetter(line[start - 1])))
                continue;

            var end = UrlEnd(line, start, marked);
            if (end <= i + 3)
                continue;
            urls.Add(new ChatPiece(ChatPieceKind.BareUrl, start, end, line[start..end], line[start..end]));
            next = end;
        }
        return urls;

        int Following(int i) => line.IndexOf("://", Math.Max(i + 3, next), StringComparison.Ordinal);
    }

    private static bool HasHost(string text, int start)
    {
        if (start < 0)
            return false;

        var rest = text.AsSpan(start);
        var scheme = rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8
            : rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7 : 0;
        return scheme > 0 && rest.Length > scheme && (char.IsLetterOrDigit(rest[scheme]) || rest[scheme] == '[');
    }

    // As GitHub does it: what ends a sentence or closes a bracket opened before the address is no part of the address.
    private static int UrlEnd(string line, int start, List<ChatPiece> marked)
    {
        var end = start;
        var limit = NextMarked(marked, start, line.Length);
        while (end < limit && !EndsUrl(line[end]))
            end++;

        var url = line.AsSpan(start..end);
        var (round, square, curly) = (Surplus(url, '(', ')'), Surplus(url, '[', ']'), Surplus(url, '{', '}'));
        for (; end > start; end--)
        {
            var last = line[end - 1];
            var trailing = last is '.' or ',' or ':' or ';' or '!' or '?' or '*' or '_' or '~' or '\'' or '|'
                || (last == ')' && round-- > 0)
                || (last == ']' && square-- > 0)
                || (last == '}' && curly-- > 0);
            if (!trailing)
                break;
        }
        return end;
    }

    private static int Surplus(ReadOnlySpan<char> url, char open, char close) => url.Count(close) - url.Count(open);

    private static int NextMarked(List<ChatPiece> marked, int from, int otherwise)
    {
        var low = 0;
        for (var high = marked.Count; low < high;)
        {
            var middle = (low + high) / 2;
            (low, high) = marked[middle].Start < from ? (middle + 1, high) : (low, middle);
        }
        return low < marked.Count ? marked[low].Start : otherwise;
    }

    private static bool EndsUrl(char c) => c is '<' or '>' or '"' or '`' or '\\' || ChatCharacters.IsInvisible(c);

    private static IEnumerable<int> OutsideOf(List<ChatPiece> pieces, int length)
    {
        var position = 0;
        foreach (var piece in pieces)
        {
            for (; position < piece.Start; position++)
                yield return position;
            position = piece.End;
        }
        for (; position < length; position++)
            yield return position;
    }
}
