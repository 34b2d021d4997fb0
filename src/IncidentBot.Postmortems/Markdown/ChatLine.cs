namespace IncidentBot.Postmortems;

internal enum ChatPieceKind
{
    Literal,
    Code,
    Link,
    BareUrl,
}

/// <summary>A part of a line. Text is what a reader sees (of a link: its label), Url where a link goes.</summary>
internal readonly record struct ChatPiece(ChatPieceKind Kind, int Start, int End, string Text, string Url = "");

/// <summary>A line of chat text, cut into pieces from left to right without gaps.</summary>
internal sealed record ChatLine(string Text, IReadOnlyList<ChatPiece> Pieces)
{
    public static ChatLine Read(string text) => Read(text, withLinks: true);

    /// <summary>The label of a link may have code in it, but no other link.</summary>
    public static ChatLine ReadLabel(string text) => Read(text, withLinks: false);

    private static ChatLine Read(string text, bool withLinks)
    {
        var marked = CodeIn(text);
        if (withLinks)
        {
            marked = Merge(ChatLinks.LabelledIn(text, marked), marked);
            marked = Merge(marked, ChatLinks.BareIn(text, marked));
        }
        return new ChatLine(text, WithLiterals(text, marked));
    }

    private static List<ChatPiece> CodeIn(string text)
    {
        var code = new List<ChatPiece>();
        var runs = BacktickRun.In(text);
        for (var i = 0; i < runs.Count; i++)
        {
            if (runs[i].Closer < 0)
                continue;

            var closer = runs[runs[i].Closer];
            var inside = text[runs[i].End..closer.Start];
            if (string.IsNullOrWhiteSpace(inside))
                continue;

            code.Add(new ChatPiece(ChatPieceKind.Code, runs[i].Start, closer.End, WithoutPadding(inside)));
            i = runs[i].Closer;
        }
        return code;
    }

    // CommonMark takes one space from both ends, so that code may begin and end with a backtick.
    private static string WithoutPadding(string code) =>
        code.StartsWith(' ') && code.EndsWith(' ') ? code[1..^1] : code;

    /// <summary>Both in the order of the line; of two pieces that overlap, the one that begins first stays.</summary>
    private static List<ChatPiece> Merge(List<ChatPiece> some, List<ChatPiece> others)
    {
        var merged = new List<ChatPiece>();
        foreach (var piece in some.Concat(others).OrderBy(piece => piece.Start))
            if (merged.Count == 0 || merged[^1].End <= piece.Start)
                merged.Add(piece);
        return merged;
    }

    private static List<ChatPiece> WithLiterals(string text, List<ChatPiece> marked)
    {
        var pieces = new List<ChatPiece>();
        var position = 0;
        foreach (var piece in marked)
        {
            AddLiteral(piece.Start);
            pieces.Add(piece);
            position = piece.End;
        }
        AddLiteral(text.Length);
        return pieces;

        void AddLiteral(int end)
        {
            if (position < end)
                pieces.Add(new ChatPiece(ChatPieceKind.Literal, position, end, text[position..end]));
        }
    }
}
