using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace IncidentBot.Postmortems.Template;

/// <summary>What a heading, label or column says, without what teams write differently and mean alike.</summary>
internal static partial class Words
{
    private static readonly FrozenSet<string> WithoutMeaning = FrozenSet.ToFrozenSet(
        ["a", "an", "and", "are", "be", "did", "do", "does", "had", "has", "have", "is", "it", "of", "our", "that", "the", "these", "this", "was", "we", "were", "what", "us"]);

    /// <summary>Lower case, without marks, numbering, remarks in parentheses, plurals and small words: <c>1. What Went Well?</c> is <c>went well</c>.</summary>
    public static string Of(string text)
    {
        var plain = Remark().Replace(text.Replace("(s)", "s", StringComparison.OrdinalIgnoreCase), " ");
        plain = Numbering().Replace(plain, "");
        var words = Word().Matches(plain.Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal).ToLowerInvariant())
            .Select(match => Singular(match.Value))
            .ToList();
        var meaning = words.Where(word => !WithoutMeaning.Contains(word)).ToList();
        return string.Join(' ', meaning.Count == 0 ? words : meaning);
    }

    /// <summary>All of it first, then what stands between slashes and the like: <c>Trigger / Root cause</c>.</summary>
    public static IEnumerable<string> Readings(string text) =>
        Alternatives().Split(text).Prepend(text).Select(Of).Where(words => words.Length > 0).Distinct();

    /// <summary>As people read it: without the marks of emphasis.</summary>
    public static string Plain(string markdown)
    {
        var text = Emphasis().Replace(markdown.Trim(), "$2");
        var plain = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length && (char.IsPunctuation(text[at + 1]) || char.IsSymbol(text[at + 1])))
                at++;
            plain.Append(text[at]);
        }

        return plain.ToString().Trim();
    }

    private static string Singular(string word) =>
        word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) && !word.EndsWith("us", StringComparison.Ordinal) ? word[..^1] : word;

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Remark();

    [GeneratedRegex(@"\A\s*(?:[0-9]+(?:\.[0-9]+)*[.):]|[A-Z][.)])\s+")]
    private static partial Regex Numbering();

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\s*[/|&,–—]\s*|\s+-\s+|\s+(?:or|and)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Alternatives();

    [GeneratedRegex(@"(?<![\w\\])(\*\*\*|\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(?!\w)")]
    private static partial Regex Emphasis();
}
