using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace IncidentBot.Postmortems.Template;

/// <summary>The lines of a template, to be cut out as they are.</summary>
internal sealed partial class TemplateSource
{
    private readonly ImmutableArray<string> _lines;

    /// <param name="markdown">Lines may end in any of the usual ways; in the document they end with \n.</param>
    public TemplateSource(string markdown)
    {
        Text = markdown.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        _lines = [.. Text.Split('\n')];
    }

    public string Text { get; }

    public int Count => _lines.Length;

    public string this[int line] => line < _lines.Length ? _lines[line] : "";

    /// <summary>From one line to before another, without the blank ones at the end.</summary>
    public string Cut(int from, int end) => string.Join('\n', _lines[from..EndOfText(from, end)]);

    public int EndOfText(int from, int end)
    {
        end = Math.Min(end, _lines.Length);
        while (end > from && string.IsNullOrWhiteSpace(_lines[end - 1]))
            end--;
        return end;
    }

    public bool AreBlank(int from, int end) => EndOfText(from, end) <= from;

    public static string WithoutComments(string text) => Comment().Replace(text, "");

    /// <summary>What the comments of a text say of a slot.</summary>
    public static Need? NeedIn(string text) => Mark().Match(text) is { Success: true } mark
        ? mark.Groups["word"].Value.Equals("required", StringComparison.OrdinalIgnoreCase) ? Need.Required : Need.Optional
        : null;

    public static bool SaysKeep(string text) => Keep().IsMatch(text);

    [GeneratedRegex(@"[ \t]*<!--(?>.*?(?:-->|\z))(?=[ \t]*(?:\n|\z))|<!--.*?(?:-->|\z)", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"<!--\s*(?<word>required|optional)\s*-->", RegexOptions.IgnoreCase)]
    private static partial Regex Mark();

    [GeneratedRegex(@"<!--\s*keep\s*-->", RegexOptions.IgnoreCase)]
    private static partial Regex Keep();
}
