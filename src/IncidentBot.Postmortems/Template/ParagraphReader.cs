using System.Text.RegularExpressions;

namespace IncidentBot.Postmortems.Template;

/// <summary>Reads a paragraph, line by line where the lines have labels.</summary>
internal sealed partial class ParagraphReader(TemplateSource source, Placeholders placeholders, ICollection<TemplateError> errors)
{
    public IEnumerable<Draft> Read(int from, int end)
    {
        var lines = Enumerable.Range(from, end - from).Select(line => source[line]).ToList();
        var head = TableReader.HeadIn(lines);
        var groups = GroupsOf(lines, from, head < 0 ? end : from + head);
        foreach (var (line, groupEnd) in groups)
            yield return ReadGroup(line, groupEnd, isAlone: groups.Count == 1 && head < 0);
        if (head >= 0)
            yield return TableReader.Read(lines[head..], from + head, placeholders, errors) with { Need = TemplateSource.NeedIn(lines[head]) };
    }

    /// <summary>A label begins something new, and so does fixed text behind an answer's place.</summary>
    private List<(int Line, int End)> GroupsOf(List<string> lines, int from, int end)
    {
        var starts = new List<int>();
        for (var line = from; line < end; line++)
        {
            var text = TextOf(lines[line - from]);
            var isNew = line == from || LabelReader.Read(text, placeholders) is not null
                || (!placeholders.AreIn(text) && LabelReader.Read(TextOf(lines[line - from - 1]), placeholders) is { } before && placeholders.AreAllOf(before.Rest));
            if (isNew)
                starts.Add(line);
        }

        return [.. starts.Select((start, place) => (start, place + 1 < starts.Count ? starts[place + 1] : end))];
    }

    private Draft ReadGroup(int line, int end, bool isAlone)
    {
        var written = source.Cut(line, end);
        var text = string.Join('\n', TemplateSource.WithoutComments(written).Split('\n').Select(TextOf)).Trim();
        var need = TemplateSource.NeedIn(written);
        if (LabelReader.Read(text, placeholders) is { } labelled)
        {
            if (labelled.Rest.Length == 0)
                return new LabelDraft(labelled.Label, labelled.IsMarked, isAlone, written, line, end) { Need = need };
            if (placeholders.AreIn(labelled.Rest) || Catalogue.Find(labelled.Label) is not null)
                return new SlotDraft(ShapeOf(labelled, isAlone), labelled.Label, labelled.Rest, line, end) { Need = need };
        }

        return placeholders.AreIn(text)
            ? new SlotDraft(new Prose(null), null, text, line, end) { Need = need }
            : new FixedDraft(TemplateSource.WithoutComments(written), line, end);
    }

    /// <summary>A text may be long and stands by itself; a date, a number or a choice is a field.</summary>
    private static Content ShapeOf(Labelled labelled, bool isAlone)
    {
        var isCode = labelled.Rest.StartsWith('`') && labelled.Rest.EndsWith('`');
        return isAlone && FreeText().IsMatch(labelled.Rest)
            ? new Prose(null, labelled.Label)
            : new Field(labelled.Label, null, isCode);
    }

    private static string TextOf(string line) => TemplateSource.WithoutComments(line).Trim().TrimEnd('\\').TrimEnd();

    [GeneratedRegex(@"\A(?:\[[^/|\]]*\]|<[^/|>]*>|_[^_]+_|\*[^*]+\*|\([^()]*\)|TODO|TBD)", RegexOptions.Singleline)]
    private static partial Regex FreeText();
}
