using System.Text.RegularExpressions;

namespace IncidentBot.Postmortems.Template;

/// <param name="Rest">What stands behind the label; may be empty.</param>
/// <param name="IsMarked">Whether it is in bold or italics.</param>
internal sealed record Labelled(string Label, string Rest, bool IsMarked)
{
    public bool IsQuestion => Label.EndsWith('?');
}

/// <summary>Finds the label at the beginning of a line: <c>**Severity**: [..]</c>, <c>**Severity:** [..]</c>, <c>Severity: [..]</c>, <c>Severity - [..]</c>.</summary>
internal static partial class LabelReader
{
    private const int LongestPlainLabel = 60;

    public static Labelled? Read(string text, Placeholders placeholders)
    {
        var marked = Marked().Match(text);
        if (marked.Success && ReadMarked(marked, placeholders) is { } found)
            return found;

        var plain = Plain().Match(text);
        if (!plain.Success)
            return null;

        var (label, rest) = (plain.Groups["label"].Value.Trim(), plain.Groups["rest"].Value.TrimStart(' ', '-', '–', '—', '\n').TrimEnd());
        var begin = placeholders.FirstIn(text);
        var isLabel = label.Length <= LongestPlainLabel && (begin < 0 || begin >= plain.Groups["rest"].Index);
        if (plain.Groups["question"].Success)
            label += "?";
        return isLabel && (rest.Length == 0 || placeholders.AreIn(rest)) ? new Labelled(Words.Plain(label), rest, false) : null;
    }

    private static Labelled? ReadMarked(Match marked, Placeholders placeholders)
    {
        var inside = marked.Groups["label"].Value.Trim();
        var label = Words.Plain(inside.TrimEnd(':', '：', ' '));
        var rest = marked.Groups["rest"].Value.TrimStart(' ', '-', '–', '—', '\n').TrimEnd();
        var hasColon = marked.Groups["colon"].Length > 0 || inside.EndsWith(':') || inside.EndsWith('：');
        var isLabel = label.Length > 0 && !placeholders.AreIn(label)
            && (hasColon || (marked.Groups["mark"].Length == 2 && (label.EndsWith('?') || rest.Length == 0 || placeholders.AreIn(rest))));
        return isLabel ? new Labelled(label, rest, true) : null;
    }

    [GeneratedRegex(@"\A(?<mark>\*\*|__|\*|_)(?![\s*_])(?<label>[^\n]+?)\k<mark>(?![*_])\s*(?<colon>[:：]?)(?<rest>.*)\z", RegexOptions.Singleline)]
    private static partial Regex Marked();

    [GeneratedRegex(@"\A(?<label>[^\n\[\]<>|`*_:：{}]+?)\s*(?:[:：](?!/)|(?<question>\?)(?=\s|\z)|\s[-–—](?=\s))(?<rest>.*)\z", RegexOptions.Singleline)]
    private static partial Regex Plain();
}
