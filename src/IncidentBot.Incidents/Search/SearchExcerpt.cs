using System.Collections.Immutable;

namespace IncidentBot.Incidents.Search;

public enum FoundIn
{
    Title = 1,
    Document = 2,
    Chat = 3,
}

/// <param name="Start">In characters of the excerpt's text.</param>
public readonly record struct FoundMark(int Start, int Length);

/// <summary>A piece of the text in which something was found: plain text, whatever it looks like.</summary>
/// <param name="Marks">Where the words stand that were looked for, in order, none overlapping.</param>
public sealed record SearchExcerpt(FoundIn In, string Text, ImmutableArray<FoundMark> Marks)
{
    private const int Before = 60;
    private const int Longest = 200;

    /// <summary>Of several texts the one that holds the most of the terms, the first of equals.</summary>
    /// <returns>Nothing where none holds any.</returns>
    public static SearchExcerpt? Of(FoundIn place, IEnumerable<string> texts, ImmutableArray<SearchTerm> terms)
    {
        (string Text, List<FoundMark> Marks, int Held) best = ("", [], 0);
        foreach (var text in texts)
        {
            var (marks, held) = Find(text, terms);
            if (held > best.Held)
                best = (text, marks, held);
            if (held == terms.Length)
                break;
        }

        return best.Held == 0 ? null : Cut(place, best.Text, best.Marks);
    }

    private static (List<FoundMark> Marks, int Held) Find(string text, ImmutableArray<SearchTerm> terms)
    {
        var words = TextWord.In(text).ToList();
        var marked = new bool[words.Count];
        var held = 0;
        foreach (var term in terms)
        {
            var isHeld = false;
            for (var start = 0; start + term.Words.Length <= words.Count; start++)
            {
                if (!StandsAt(words, start, term))
                    continue;
                isHeld = true;
                Array.Fill(marked, true, start, term.Words.Length);
            }

            held += isHeld ? 1 : 0;
        }

        return ([.. words.Where((_, place) => marked[place]).Select(word => new FoundMark(word.Start, word.Length))], held);
    }

    private static bool StandsAt(List<TextWord> words, int start, SearchTerm term)
    {
        for (var place = 0; place < term.Words.Length; place++)
        {
            if (!term.Matches(place, words[start + place].Word))
                return false;
        }

        return true;
    }

    private static SearchExcerpt Cut(FoundIn place, string text, List<FoundMark> marks)
    {
        var from = marks[0].Start <= Before ? 0 : Between(text, marks[0].Start - Before);
        var to = Math.Min(text.Length, Math.Max(from + Longest, marks[0].Start + marks[0].Length));
        if (to < text.Length && char.IsLowSurrogate(text[to]))
            to--;
        var lead = from > 0 ? "…" : "";
        // One character for one: the marks stay where they are.
        var shown = string.Concat(text[from..to].Select(letter => char.IsControl(letter) || char.IsWhiteSpace(letter) ? ' ' : letter));
        return new SearchExcerpt(
            place,
            $"{lead}{shown}{(to < text.Length ? "…" : "")}",
            [.. marks.Where(mark => mark.Start + mark.Length <= to).Select(mark => mark with { Start = mark.Start - from + lead.Length })]);
    }

    /// <summary>A place at or before another one where no word is cut, if one is near.</summary>
    private static int Between(string text, int place)
    {
        var space = text.LastIndexOf(' ', place, Math.Min(place, 20));
        if (space >= 0)
            return space + 1;
        return char.IsLowSurrogate(text[place]) ? place - 1 : place;
    }
}
