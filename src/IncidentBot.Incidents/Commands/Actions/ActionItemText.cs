using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace IncidentBot.Incidents.Commands;

/// <summary>What is there to do, short enough for a list and fit to be read by everybody.</summary>
internal static partial class ActionItemText
{
    public const int Longest = 500;

    /// <summary>So much of the end may go to cut between two words.</summary>
    private const int LongestWord = 80;

    public static string Of(string readable) => Shortened(Printable(Token().Replace(Quiet(readable), "@${name}")).Trim());

    /// <summary>Nobody is called by naming everybody.</summary>
    public static string Quiet(string text) => Everybody().Replace(text, "${who}");

    /// <summary>Case, spaces and punctuation aside.</summary>
    public static bool SaysTheSame(string one, string other)
    {
        var (first, second) = (Bare(one), Bare(other));
        return first.Length > 0 || second.Length > 0 ? first == second : one == other;
    }

    private static string Bare(string text) => string.Concat(text.EnumerateRunes().Where(IsSaid)).ToUpperInvariant();

    /// <summary>A backtick is a symbol to Unicode.</summary>
    private static bool IsSaid(Rune typed) =>
        !Rune.IsWhiteSpace(typed) && !Rune.IsPunctuation(typed) && !Rune.IsControl(typed) && Rune.GetUnicodeCategory(typed) != UnicodeCategory.ModifierSymbol;

    /// <summary>Without the characters that only steer a terminal; line ends stay.</summary>
    private static string Printable(string text) => text.Any(IsControl)
        ? string.Concat(text.Select(typed => IsControl(typed) ? ' ' : typed))
        : text;

    private static bool IsControl(char typed) => char.IsControl(typed) && typed is not ('\n' or '\r' or '\t');

    private static string Shortened(string text)
    {
        if (text.Length <= Longest)
            return text;

        var end = text.LastIndexOfAny([' ', '\n', '\t'], Longest - 1, LongestWord);
        if (end < 0)
            end = StringInfo.ParseCombiningCharacters(text[..Math.Min(text.Length, Longest + LongestWord)]).LastOrDefault(start => start < Longest);
        return $"{text[..(end > 0 ? end : Longest - 1)].TrimEnd()}…";
    }

    /// <summary>Somebody or something that the chat did not name.</summary>
    [GeneratedRegex(@"<[@!#](?:subteam\^)?(?<name>[^<>|\s]{1,120})(?:\|[^<>]{0,120})?>")]
    private static partial Regex Token();

    [GeneratedRegex(@"(?<![\w@.])@(?<who>channel|here|everyone)(?![\w-])|<!(?<who>channel|here|everyone)(?:\|[^<>]{0,120})?>", RegexOptions.IgnoreCase)]
    private static partial Regex Everybody();
}
