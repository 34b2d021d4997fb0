using System.Collections.Immutable;

namespace IncidentBot.Postmortems;

/// <summary>
/// Puts a reference behind each line that rests on events or is a person's words. While the document is written, the
/// references stand in characters that no text may hold, so that nobody can type one.
/// </summary>
internal sealed class EvidenceMarks(EvidenceStyle style, Func<long, EvidenceSource?> sources)
{
    // Noncharacters of Unicode: as wide as what they become.
    private const char Open = '\uFDD0';
    private const char Caret = '\uFDD1';
    private const char Close = '\uFDD2';

    private readonly Dictionary<string, int> _numbers = [];

    /// <summary>Chat text, in the order of their numbers.</summary>
    public IReadOnlyList<string> Footnotes => [.. _numbers.OrderBy(note => note.Value).Select(note => note.Key)];

    public static string Unveil(string markdown) => markdown.Replace(Open, '[').Replace(Caret, '^').Replace(Close, ']');

    public PostmortemDocument Of(PostmortemDocument document) => document with
    {
        Title = Clean(document.Title),
        Sections = [.. document.Sections.Select(section => section with
        {
            Heading = Clean(section.Heading),
            Slots = [.. section.Slots.Select(slot => slot with { Content = Of(slot.Content) })],
        })],
    };

    private Content Of(Content content) => content switch
    {
        Field { IsCode: true, Value: { } value } field => field with { Value = Marked(value with { Text = $"`{value.Text}`" }), IsCode = false },
        Field field => field with { Label = Clean(field.Label), Value = Marked(field.Value) },
        Prose prose => prose with { Label = prose.Label is { } label ? Clean(label) : null, Text = Marked(prose.Text) },
        Label label => label with { Text = Clean(label.Text), Sentence = Marked(label.Sentence) },
        LabelledBullet bullet => bullet with { Label = Clean(bullet.Label), Value = Marked(bullet.Value) },
        Bullets bullets => bullets with { Items = Marked(bullets.Items) },
        Numbered numbered => numbered with { Items = Marked(numbered.Items) },
        NumberedGroup group => group with { Label = Clean(group.Label), Items = Marked(group.Items) },
        Checklist list => list with { Items = [.. list.Items.Select(item => item with { Line = Marked(item.Line)! })] },
        Choices choices => choices with { Items = [.. choices.Items.Select(item => item.IsChecked ? item with { Line = Marked(item.Line)! } : item)] },
        Rows rows => rows with { Headers = [.. rows.Headers.Select(Clean)], Items = [.. rows.Items.Select(Marked)] },
        Verbatim text => new Verbatim(Clean(text.Text)),
        _ => content,
    };

    private ImmutableArray<Line> Marked(ImmutableArray<Line> lines) => [.. lines.Select(line => Marked(line)!)];

    private Line? Marked(Line? line)
    {
        if (line is null)
            return null;

        var text = Clean(line.Text);
        var mark = MarkFor(line.Evidence, line.By, line.When);
        return line with { Text = mark.Length == 0 ? text : text + (EndsInCode(text) ? "\n" : " ") + mark };
    }

    /// <summary>At the end of the row: behind the last cell in which something stands.</summary>
    private Row Marked(Row row)
    {
        var mark = MarkFor(row.Evidence, row.By, row.When);
        var cells = row.Cells.Select(Clean).ToArray();
        var last = Array.FindLastIndex(cells, cell => cell.Length > 0);
        if (mark.Length > 0 && last >= 0)
            cells[last] += (EndsInCode(cells[last]) ? "\n" : " ") + mark;
        return row with { Cells = [.. cells] };
    }

    private string MarkFor(ImmutableArray<long> evidence, string? by, DateTimeOffset? when)
    {
        if (style == EvidenceStyle.Anchors)
            return evidence.IsEmpty ? "" : $"{Open}{Caret}e{evidence.Max()}{Close}";
        if (evidence.IsEmpty && by is null)
            return "";

        var note = EvidenceNote.Of(evidence, by, when, sources);
        if (!_numbers.TryGetValue(note, out var number))
            _numbers[note] = number = _numbers.Count + 1;
        return $"{Open}{Caret}{number}{Close}";
    }

    private static bool EndsInCode(string text) => text.Contains("```", StringComparison.Ordinal) && ChatText.Read(text).Blocks is [.., ChatCode];

    private static string Clean(string text) =>
        text.AsSpan().ContainsAny(Open, Caret, Close) ? text.Replace(Open, '\uFFFD').Replace(Caret, '\uFFFD').Replace(Close, '\uFFFD') : text;
}
