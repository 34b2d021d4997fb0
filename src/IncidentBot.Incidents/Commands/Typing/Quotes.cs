namespace IncidentBot.Incidents.Commands;

/// <summary>The quoted parts of one text, with straight quotes or those that phones and languages put in their place.</summary>
internal sealed class Quotes(string text)
{
    // An opening quote that was not closed once is not closed further on either: looking again would make a long text slow.
    private readonly HashSet<char> _neverClosed = [];

    /// <summary>Reads a quoted argument that begins at <paramref name="index"/>; the position behind its closing quote is <paramref name="end"/>.</summary>
    public bool TryRead(int index, out int end) => TryClose(index, out end);

    /// <summary>
    /// Reads code in backticks, or a quotation, within running text. Apostrophes quote nothing there,
    /// and a double quote opens only where a word could begin, so that the inches of 5" hold nothing together.
    /// </summary>
    public bool TryReadInText(int index, out int end)
    {
        end = index;
        var typed = text[index];
        if (typed == '`')
            return TryClose(index, out end);

        return !IsApostrophe(typed) && BeginsWord(index) && TryClose(index, out end);
    }

    private static string ClosersOf(char opener) => opener switch
    {
        '`' => "`",
        '"' or '“' or '”' or '„' or '‟' or '＂' => "\"”“＂",
        '«' => "»",
        '»' => "«»",
        '「' => "」",
        '\'' or '‘' or '’' or '‚' => "'’‘",
        _ => "",
    };

    private static bool IsApostrophe(char typed) => typed is '\'' or '‘' or '’' or '‚';

    private bool TryClose(int index, out int end)
    {
        end = index;
        if (index >= text.Length || ClosersOf(text[index]) is not { Length: > 0 } closers)
            return false;

        var opener = text[index];
        if (_neverClosed.Contains(opener))
            return false;

        for (var position = index + 1; position < text.Length; position++)
        {
            if (closers.Contains(text[position]) && !(IsApostrophe(opener) && StandsInWord(position)))
            {
                end = position + 1;
                return true;
            }
        }

        _neverClosed.Add(opener);
        return false;
    }

    private bool BeginsWord(int index) =>
        index == 0 || char.IsWhiteSpace(text[index - 1]) || text[index - 1] is '(' or '[' or '{' or ',' or ':' or '=' or '>' or '→';

    private bool StandsInWord(int index) => index + 1 < text.Length && char.IsLetterOrDigit(text[index + 1]);
}
