using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace IncidentBot.Postmortems;

/// <summary>
/// Writes literal text so that a CommonMark and GFM renderer shows it character by character, with a backslash or an
/// entity only where the character would mean something. Every decision looks at the character's neighbours in the
/// line the reader typed; runs of a character are judged at once, so that a line takes one pass.
/// </summary>
internal static partial class MarkdownEscaping
{
    private static readonly SearchValues<char> RuleCharacters = SearchValues.Create("-: \t");
    private static readonly string[] AutolinkSchemes = ["http", "https", "ftp", "mailto", "tel"];

    /// <param name="blockMarker">Index of the character that would begin a block here, or -1: see <see cref="BlockMarkerIn"/>.</param>
    public static void AppendLiteral(StringBuilder output, string line, int start, int end, InlinePlace place, int blockMarker)
    {
        for (var i = start; i < end; i++)
        {
            var c = line[i];
            if (c is '*' or '_' or '~' or '^' or '+' or '=' && i != blockMarker)
            {
                i = AppendRun(output, line, i, end) - 1;
                continue;
            }

            if (c == '<' && StartsTag(Next(line, i)))
                output.Append("&lt;");
            else if (c == '&' && StartsEntity(line, i))
                output.Append("&amp;");
            else if (c == '\t')
                output.Append(' ');
            else if (i == blockMarker || NeedsBackslash(line, i, end, place))
                output.Append('\\').Append(c);
            else
                output.Append(c);
        }
    }

    /// <summary>
    /// Where a backslash keeps a line that begins a block from being a heading, quote, list item, thematic break,
    /// or setext underline; -1 if it is none of them.
    /// </summary>
    public static int BlockMarkerIn(string line)
    {
        var (first, second) = (line[0], Next(line, 0));
        var isMarker = first switch
        {
            '>' => true,
            '#' => IsBlank(second) || second == '#',
            '-' or '+' or '*' => IsBlank(second),
            _ => false,
        };
        if (isMarker || IsRule(line))
            return 0;

        var digits = 0;
        while (digits < 10 && char.IsAsciiDigit(Next(line, digits - 1)))
            digits++;
        return digits is > 0 and < 10 && Next(line, digits - 1) is '.' or ')' && IsBlank(Next(line, digits)) ? digits : -1;
    }

    private static bool IsRule(string line) => line[0] == '='
        ? !line.AsSpan().ContainsAnyExcept("= ")
        : line[0] is '-' or ':' && line.Contains('-', StringComparison.Ordinal) && !line.AsSpan().ContainsAnyExcept(RuleCharacters);

    /// <summary>
    /// Whether a line could be taken for the rule below a table's header. CommonMark asks for dashes and nothing else in
    /// every cell; Markdig is content with one, and sees through a backslash before it. So the pipes must be escaped.
    /// </summary>
    public static bool MayRuleTable(string line) =>
        line.Contains('|', StringComparison.Ordinal) && DashInCell().IsMatch(line);

    private static bool NeedsBackslash(string line, int i, int end, InlinePlace place) => line[i] switch
    {
        '`' => true,
        '\\' => i + 1 == end || IsAsciiPunctuation(line[i + 1]),
        '|' => place == InlinePlace.Cell,
        '[' => place == InlinePlace.LinkLabel || !IsPlainBracket(line, i, end),
        ']' => place == InlinePlace.LinkLabel,
        '!' => i + 1 == end && Next(line, i) is 'h' or 'H', // An address that may be written as a link.
        '#' => place == InlinePlace.Heading && IsClosingSequence(line, i),
        ':' => EndsAutolinkScheme(line, i),
        '.' => EndsWord(line, i, "www") && char.IsLetterOrDigit(Next(line, i)),
        _ => false,
    };

    private static int AppendRun(StringBuilder output, string line, int start, int end)
    {
        const char markOfPiece = '<'; // Or [ or `: code, a link or an address follows.
        var c = line[start];
        var after = start;
        while (after < end && line[after] == c)
            after++;
        var before = start == 0 ? '\0' : line[start - 1];
        var next = after == end && end < line.Length ? markOfPiece : Next(line, after - 1);
        var escape = MayDelimit(c, after - start, before, next);
        for (var i = start; i < after; i++)
            output.Append(escape ? "\\" : "").Append(c);
        return after;
    }

    // \0 stands for the end of the text, where anything may follow. Emphasis needs an opening and a closing run, so a
    // kind of run that is common in plain text (~15%, C++) may stay when it can be only one of the two.
    private static bool MayDelimit(char c, int length, char before, char after)
    {
        var standsAlone = char.IsWhiteSpace(before) && char.IsWhiteSpace(after);
        return c switch
        {
            '*' => !standsAlone,
            '_' => !standsAlone && !(char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after)),
            '~' when length == 1 => !char.IsWhiteSpace(before) && !(before is '\0' or '(' && char.IsLetterOrDigit(after)),
            '~' => !standsAlone,
            '^' => MayOpen(before, after),
            _ => length > 1 && MayOpen(before, after),
        };
    }

    private static bool MayOpen(char before, char after) =>
        after == '\0' ? !char.IsLetterOrDigit(before) : !char.IsWhiteSpace(after);

    private static bool StartsTag(char next) => char.IsAsciiLetter(next) || next is '/' or '!' or '?';

    private static bool StartsEntity(string line, int ampersand)
    {
        const int longestName = 33;
        var rest = line.AsSpan(ampersand + 1);
        var semicolon = rest[..Math.Min(rest.Length, longestName + 1)].IndexOf(';');
        if (semicolon < 1)
            return false;

        var name = rest[0] == '#' ? rest[1..semicolon] : rest[..semicolon];
        foreach (var c in name)
            if (!char.IsAsciiLetterOrDigit(c))
                return false;
        return !name.IsEmpty;
    }

    // [date] may stay. A bracket is escaped that begins a link, a definition or a task's box, stays open or holds another:
    // renderers nest what follows an open one, thousands deep if asked to.
    private static bool IsPlainBracket(string line, int i, int end)
    {
        var next = line.AsSpan((i + 1)..end).IndexOfAny('[', ']') + i + 1;
        return next > i && line[next] == ']'
            && Next(line, next) is not ('(' or '[' or ':')
            && !(next == i + 2 && line[i + 1] is ' ' or '\t' or 'x' or 'X');
    }

    private static bool IsClosingSequence(string line, int i) =>
        (i == 0 || char.IsWhiteSpace(line[i - 1])) && !line.AsSpan(i).ContainsAnyExcept('#');

    // A backslash inside an address would be shown, so one that no piece of the line claimed is kept from being one.
    private static bool EndsAutolinkScheme(string line, int colon) =>
        !IsBlank(Next(line, colon)) && AutolinkSchemes.Any(scheme => EndsWord(line, colon, scheme));

    private static bool EndsWord(string line, int end, string word)
    {
        var start = end - word.Length;
        return start >= 0
            && line.AsSpan(start..end).Equals(word, StringComparison.OrdinalIgnoreCase)
            && (start == 0 || !char.IsAsciiLetter(line[start - 1]));
    }

    private static char Next(string line, int i) => i + 1 < line.Length ? line[i + 1] : '\0';

    private static bool IsBlank(char c) => c == '\0' || char.IsWhiteSpace(c);

    private static bool IsAsciiPunctuation(char c) => char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c));

    public static void AppendUrl(StringBuilder output, string url, InlinePlace place)
    {
        for (var i = 0; i < url.Length; i++)
        {
            if (url[i] == '&' && StartsEntity(url, i))
                output.Append("&amp;");
            else if (url[i] == '|' && place == InlinePlace.Cell)
                output.Append("\\|");
            else
                output.Append(url[i]);
        }
    }

    [GeneratedRegex(@"-[ \t:]*\||\|[ \t:]*-")]
    private static partial Regex DashInCell();
}
