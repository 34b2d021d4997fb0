using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace IncidentBot.Postmortems.Template;

/// <summary>
/// What counts as a placeholder in a template: the only place that says so. In code nothing does, unless the code is
/// nothing but placeholders: <c>`INC-YYYY-MMDD-HHMM`</c>.
/// </summary>
/// <param name="references">The labels of the link definitions: <c>[runbook]</c> is a link where <c>[runbook]: https://…</c> stands.</param>
internal sealed partial class Placeholders(FrozenSet<string> references)
{
    public static Placeholders WithoutReferences { get; } = new([]);

    public bool AreIn(string text) => FirstIn(text) >= 0 || IsHint(text) || IsNothing(text);

    /// <summary>Where the first one begins, or -1.</summary>
    public int FirstIn(string text) => Find(text).Select(match => match.Index).DefaultIfEmpty(-1).First();

    /// <summary>Whether nothing stands there but placeholders and the marks between them.</summary>
    public bool AreAllOf(string text)
    {
        if (IsHint(text) || IsNothing(text))
            return true;

        var rest = Without(text);
        return rest != text && !rest.Any(char.IsLetterOrDigit);
    }

    /// <summary>Where each begins and ends.</summary>
    public (int Begin, int End)[] Pieces(string text) => [.. Find(text).Select(match => (match.Index, match.Index + match.Length))];

    public string Without(string text)
    {
        foreach (var match in Find(text).Reverse())
            text = text.Remove(match.Index, match.Length);
        return text;
    }

    private IEnumerable<Match> Find(string text)
    {
        var code = CodeSpan().Matches(text);
        var isAllCode = code.Count == 1 && code[0].Length == text.Trim().Length;
        var last = 0;
        foreach (var match in Any().Matches(text).Cast<Match>().Where(match => match.Index >= last))
        {
            var isInCode = !isAllCode && code.Any(span => span.Index <= match.Index && match.Index < span.Index + span.Length && span.Value.Trim('`', ' ') != match.Value.Trim());
            var isLink = match.Groups["bracket"].Success && references.Contains(match.Groups["bracket"].Value.ToUpperInvariant());
            if (isInCode || isLink)
                continue;

            last = match.Index + match.Length;
            yield return match;
        }
    }

    /// <summary>An instruction to the author: all in italics, or all in parentheses.</summary>
    public static bool IsHint(string text) => Hint().IsMatch(text.Trim());

    private static bool IsNothing(string text) => text.Trim(' ', '\n', '\t', '.', '…', '-', '–', '—', '*', '_', '`', '?', '"').Length == 0;

    [GeneratedRegex(
        """
        (?<![\\!\]])\[(?![ xX]\]|\^)(?<bracket>[^\[\]]+)\](?![\[(])
        | \[[^\[\]]*\]\((?:|\#|(?i:url|link|todo|tbd|xxx)|<[^>]*>|\[[^\]]*\]|\.\.\.|…)\)
        | <(?!/|(?i:https?:|mailto:|[^\s>]+@|(?:a|abbr|b|blockquote|br|code|dd|del|details|div|dl|dt|em|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|s|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul)\b[^>]*>))[A-Za-z][^<>\n]*>
        | \{\{?[^{}\n]+\}?\}
        | (?<![A-Za-z0-9])\$?[XYN]{1,3}(?=\s?%|\s(?i:hours?|hrs?|minutes?|mins?|seconds?|secs?|days?|users?|customers?|requests?|of)\b)(?:\s?%|\s(?i:hours?|hrs?|minutes?|mins?|seconds?|secs?|days?)\b)?
        | \$X+\b | \b(?:[A-Z]{2,}-)?(?:X{2,}|N{3,})\b | \b[A-Z]{2,}-0{2,}\b
        | (?i:\bINC-)?\b(?i:YYYY)\b(?:[-/.](?i:MMDD|MM|DD|HHMM|X+)\b)* | (?i:\bDD[./-]MM(?:[./-]YYYY)?\b | \bMM[./-]DD(?:[./-]YYYY)?\b | \bHH:?MM(?::?SS)?\b(?:\s(?:UTC|GMT)\b)?) | --:--
        | \b(?:TODO|TBD|TBC|FIXME)\b | _{3,}
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Any();

    [GeneratedRegex(@"(`+)(?!`)[^\n]*?(?<!`)\1(?!`)")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"\A(?:_(?!_)[^_]+_\.?|\*(?![*\s])[^*]+\*\.?|\([^()]*\))\z")]
    private static partial Regex Hint();
}
