namespace IncidentBot.Incidents.Commands;

/// <summary>Walks a text from left to right, seeing plain characters. What is not taken leaves it where it was.</summary>
internal sealed class Cursor(string text, int position = 0)
{
    public int Position { get; set; } = position;

    public bool AtEnd => Position >= text.Length;

    /// <summary>Whether a time, a span or a date may end here: before white space, a comma, or a colon or dash with space behind.</summary>
    public bool AtBoundary => AtEnd || char.IsWhiteSpace(Peek()) || SeparatorEnd() > Position;

    public char Peek(int ahead = 0) =>
        Position + ahead < text.Length ? Typed.Plain(text[Position + ahead]) : '\0';

    /// <summary>The characters from <paramref name="start"/> to here, as they were typed.</summary>
    public string Since(int start) => text[start..Position].Trim();

    /// <summary>What follows, without the separator between.</summary>
    public string Rest()
    {
        TakeWhiteSpace();
        Position = SeparatorEnd();
        TakeWhiteSpace();
        return text[Position..];
    }

    public bool Take(char wanted)
    {
        if (AtEnd || char.ToLowerInvariant(Peek()) != wanted)
            return false;

        Position++;
        return true;
    }

    public bool Take(string wanted)
    {
        for (var index = 0; index < wanted.Length; index++)
        {
            if (char.ToLowerInvariant(Peek(index)) != wanted[index])
                return false;
        }

        Position += wanted.Length;
        return true;
    }

    /// <summary>Takes a whole word, given in small letters.</summary>
    public bool TakeWord(string word)
    {
        var start = Position;
        if (Take(word) && !char.IsLetterOrDigit(Peek()))
            return true;

        Position = start;
        return false;
    }

    /// <summary>Spaces on the same line.</summary>
    public bool TakeSpaces()
    {
        var start = Position;
        while (Peek() is ' ' or '\t')
            Position++;

        return Position > start;
    }

    public void TakeWhiteSpace()
    {
        while (!AtEnd && char.IsWhiteSpace(Peek()))
            Position++;
    }

    /// <summary>Takes a run of digits, if it is neither shorter nor longer than wanted.</summary>
    public bool TakeDigits(int fewest, int most, out int value)
    {
        value = 0;
        var length = 0;
        while (length <= most && char.IsAsciiDigit(Peek(length)))
            value = (value * 10) + Peek(length++) - '0';

        if (length < fewest || length > most)
            return false;

        Position += length;
        return true;
    }

    /// <summary>Takes a run of letters, if it is not longer than wanted; else nothing, an empty text.</summary>
    public string TakeLetters(int most)
    {
        var letters = "";
        while (letters.Length <= most && char.IsLetter(Peek(letters.Length)))
            letters += Peek(letters.Length);

        if (letters.Length > most)
            return "";

        Position += letters.Length;
        return letters;
    }

    private int SeparatorEnd()
    {
        // Chinese and Japanese put no space behind these.
        if (!AtEnd && text[Position] is '：' or '，' or '、')
            return Position + 1;

        if (Peek() == ',')
            return char.IsAsciiDigit(Peek(1)) ? Position : Position + 1;

        var length = Peek() == ':' ? 1 : 0;
        while (length < 3 && Position + length < text.Length && Peek() != ':' && Typed.IsDash(Peek(length)))
            length++;

        var ends = Position + length >= text.Length || char.IsWhiteSpace(Peek(length));
        return ends ? Position + length : Position;
    }
}
