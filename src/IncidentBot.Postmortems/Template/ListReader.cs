using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Markdig.Syntax;

namespace IncidentBot.Postmortems.Template;

/// <summary>Reads a list by what its items are: places to fill, labels with such a place, boxes to tick, or fixed text.</summary>
internal sealed partial class ListReader(TemplateSource source, Placeholders placeholders)
{
    public IEnumerable<Draft> Read(ListBlock list, int end)
    {
        var items = ItemsOf(list, end);
        if (items.Count == 0)
            return [];
        if (items.TrueForAll(item => item.IsTask))
            return [WithNeed(Ticked(items, end), items)];
        if (list.IsOrdered && items.TrueForAll(item => item.Nested.Count > 0) && items.Exists(item => item.Nested.Exists(placeholders.AreIn)))
            return items.Select(item => new SlotDraft(new NumberedGroup(LabelOf(item.Text), []), LabelOf(item.Text), "", item.Line, item.End) { Need = item.Need });
        if (list.IsOrdered && items.TrueForAll(item => LabelReader.Read(item.Text, placeholders) is { } label && Why().IsMatch(label.Label)))
            return Whys(items, end);

        return Merged([.. items.SelectMany(item => ReadItem(item, list.IsOrdered))]);
    }

    /// <summary>Why, why and why again is one list; questions of their own are answered one by one.</summary>
    private IEnumerable<Draft> Whys(List<Item> items, int end) => items.TrueForAll(item => BareWhy().IsMatch(LabelReader.Read(item.Text, placeholders)!.Label))
        ? [WithNeed(new SlotDraft(new Numbered([]), null, items[0].Text, items[0].Line, end), items)]
        : items.Select(item => ReadLabelled(LabelReader.Read(item.Text, placeholders)!.Label, item.Text, item, isOrdered: true) with { IsPeoples = true });

    private IEnumerable<Draft> ReadItem(Item item, bool isOrdered)
    {
        var labelled = LabelReader.Read(item.Text, placeholders);
        var isFixed = !placeholders.AreIn(item.Text) && !placeholders.AreIn(Marker().Replace(source.Cut(item.Line, item.End), ""));
        if (item.Nested.Exists(placeholders.AreIn) && item.Text.Length > 0 && !placeholders.AreIn(item.Text))
        {
            yield return new LabelDraft(LabelOf(item.Text), true, false, source.Cut(item.Line, item.Line + 1), item.Line, item.Line + 1);
            yield return new SlotDraft(new Bullets([]), null, string.Join('\n', item.Nested), item.Line + 1, item.End) { Need = item.Need };
        }
        else if (labelled is not null && (labelled.Rest.Length == 0 || placeholders.AreIn(labelled.Rest)) && item.Nested.Count == 0)
        {
            yield return ReadLabelled(labelled.Label, labelled.Rest, item, isOrdered);
        }
        else if (isFixed && item.Nested.Count == 0 && Catalogue.Find(item.Text) is not null)
        {
            yield return ReadLabelled(LabelOf(item.Text), "", item, isOrdered);
        }
        else if (item.Text.Length == 0 || !isFixed)
        {
            yield return new SlotDraft(isOrdered ? new Numbered([]) : new Bullets([]), null, item.Text, item.Line, item.End) { Need = item.Need };
        }
        else
        {
            yield return new FixedDraft(TemplateSource.WithoutComments(source.Cut(item.Line, item.End)), item.Line, item.End);
        }
    }

    private static SlotDraft ReadLabelled(string label, string rest, Item item, bool isOrdered) =>
        new(isOrdered ? new NumberedGroup(label, []) : new LabelledBullet(label, null), label, rest, item.Line, item.End) { Need = item.Need };

    /// <summary>Boxes beside placeholders are work to list, boxes beside words are answers to choose from.</summary>
    private SlotDraft Ticked(List<Item> items, int end)
    {
        var words = items.Where(item => placeholders.FirstIn(item.Text) != 0 && !placeholders.AreAllOf(item.Text))
            .Select(item => Words.Plain(placeholders.AreIn(item.Text) ? placeholders.Without(item.Text).Trim(' ', ':', '-', '–', '—', '(', ')') : item.Text))
            .Where(text => text.Any(char.IsLetterOrDigit))
            .Select(text => new Check(false, new Line(text, [])))
            .ToImmutableArray();
        Content shape = words.IsEmpty ? new Checklist([]) : new Choices(words);
        return new SlotDraft(shape, null, items[0].Text, items[0].Line, end);
    }

    private static SlotDraft WithNeed(SlotDraft draft, List<Item> items) =>
        draft with { Need = items.Select(item => item.Need).FirstOrDefault(need => need is not null) };

    /// <summary>Places that follow one another are one list to fill.</summary>
    private static List<Draft> Merged(List<Draft> drafts)
    {
        var merged = new List<Draft>();
        foreach (var draft in drafts)
        {
            var isMore = draft is SlotDraft { Label: null, Shape: Bullets or Numbered } && merged.LastOrDefault() is SlotDraft { Label: null, Shape: Bullets or Numbered };
            if (isMore && !(merged.Count > 1 && merged[^2] is LabelDraft label && label.Line + 1 == merged[^1].Line))
                merged[^1] = merged[^1] with { End = draft.End, Need = merged[^1].Need ?? draft.Need };
            else
                merged.Add(draft);
        }

        return merged;
    }

    private static string LabelOf(string text) => Words.Plain(Words.Plain(text).TrimEnd(':', '：', ' '));

    private List<Item> ItemsOf(ListBlock list, int end)
    {
        var blocks = list.OfType<ListItemBlock>().ToList();
        return [.. blocks.Select((block, place) => ItemOf(block, place + 1 < blocks.Count ? blocks[place + 1].Line : end))];
    }

    private Item ItemOf(ListItemBlock block, int end)
    {
        var rest = block.Skip(block.FirstOrDefault() is ParagraphBlock ? 1 : 0).ToList();
        var textEnd = rest.Count > 0 ? Math.Max(rest[0].Line, block.Line + 1) : end;
        var written = source.Cut(block.Line, end);
        var text = Marker().Replace(TemplateSource.WithoutComments(source.Cut(block.Line, textEnd)), "");
        text = string.Join('\n', text.Split('\n').Select(line => line.Trim().TrimEnd('\\'))).Trim();
        var nested = rest.OfType<ListBlock>().SelectMany(list => ItemsOf(list, end)).Select(item => item.Text);
        return new Item(Box().Replace(text, ""), Box().IsMatch(text), [.. nested], block.Line, source.EndOfText(block.Line, end), TemplateSource.NeedIn(written));
    }

    private sealed record Item(string Text, bool IsTask, List<string> Nested, int Line, int End, Need? Need);

    [GeneratedRegex(@"\A\s*(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]+|\z)")]
    private static partial Regex Marker();

    [GeneratedRegex(@"\A\[[ xX]\](?:\s+|\z)")]
    private static partial Regex Box();

    [GeneratedRegex(@"\Awhy\b", RegexOptions.IgnoreCase)]
    private static partial Regex Why();

    [GeneratedRegex(@"\Awhy[ #]*[0-9]*\??\z", RegexOptions.IgnoreCase)]
    private static partial Regex BareWhy();
}
