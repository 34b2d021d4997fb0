using System.Globalization;
using System.Text;

namespace IncidentBot.Postmortems;

/// <summary>Makes one kind of newline of the many, and takes from the characters what could disturb their surroundings.</summary>
internal static class ChatCharacters
{
    private const char Replacement = '\uFFFD';
    private const char PopDirectionalFormatting = '\u202C';
    private const char PopDirectionalIsolate = '\u2069';

    /// <summary>
    /// Lines end with \n, control characters and halves of a surrogate pair are U+FFFD, and every line closes the
    /// embeddings, overrides and isolates it opened, so that a hostile cell cannot turn round the rest of its row.
    /// </summary>
    public static string Clean(string text)
    {
        var output = new StringBuilder(text.Length);
        var unclosed = new Stack<char>();
        var isolates = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
                continue;

            if (IsNewline(c))
            {
                CloseDirections(output, unclosed);
                isolates = 0;
                output.Append('\n');
                continue;
            }

            isolates = FollowDirection(c, unclosed, isolates);
            var pair = i + 1 < text.Length && char.IsSurrogatePair(c, text[i + 1]);
            output.Append(pair || !IsUnprintable(c) ? c : Replacement);
            if (pair)
                output.Append(text[++i]);
        }
        CloseDirections(output, unclosed);
        return output.ToString();
    }

    /// <summary>Whether a character is a part of no address: white space, a control or an invisible formatting character.</summary>
    public static bool IsInvisible(char c) =>
        char.IsWhiteSpace(c) || char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format;

    private static bool IsNewline(char c) => c is '\n' or '\r' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029';

    private static bool IsUnprintable(char c) => c != '\t' && (char.IsControl(c) || char.IsSurrogate(c));

    // The stack holds the closing character of each direction that is open: Unicode Bidirectional Algorithm, BD9 and X1-X8.
    private static int FollowDirection(char c, Stack<char> unclosed, int isolates)
    {
        switch (c)
        {
            case '\u202A' or '\u202B' or '\u202D' or '\u202E':
                unclosed.Push(PopDirectionalFormatting);
                return isolates;
            case '\u2066' or '\u2067' or '\u2068':
                unclosed.Push(PopDirectionalIsolate);
                return isolates + 1;
            case PopDirectionalFormatting when unclosed.TryPeek(out var open) && open == c:
                unclosed.Pop();
                return isolates;
            case PopDirectionalIsolate when isolates > 0:
                while (unclosed.Pop() != PopDirectionalIsolate) { }
                return isolates - 1;
            default:
                return isolates;
        }
    }

    private static void CloseDirections(StringBuilder output, Stack<char> unclosed)
    {
        while (unclosed.TryPop(out var closing))
            output.Append(closing);
    }
}
