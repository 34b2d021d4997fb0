using System.Collections.Immutable;

namespace IncidentBot.Incidents.Search;

/// <summary>One thing that must be there: a word, or words in a row.</summary>
/// <param name="IsBeginning">The last word may go on: whoever types has perhaps not finished it.</param>
public sealed record SearchTerm(ImmutableArray<string> Words, bool IsBeginning)
{
    /// <summary>Whether a word of a text is what the word at a place of this term asks for.</summary>
    public bool Matches(int place, string word) =>
        IsBeginning && place == Words.Length - 1 ? word.StartsWith(Words[place], StringComparison.Ordinal) : word == Words[place];
}

/// <summary>
/// What somebody looks for: words that must all be there, <c>"words in a row"</c> in quotes, and of what is joined by
/// marks, such as <c>connection_pool.exhausted</c> or an id, the parts in a row.
/// </summary>
public static class SearchTerms
{
    private const int MostTerms = 8;
    private const int LongestTerm = 16;
    private const int ShortestBeginning = 2;

    public static ImmutableArray<SearchTerm> Read(string typed)
    {
        var terms = ImmutableArray.CreateBuilder<SearchTerm>();
        // Every second part stands in quotes.
        var parts = typed.Split('"', '“', '”', '„');
        for (var place = 0; place < parts.Length; place++)
        {
            var isQuoted = place % 2 == 1;
            IEnumerable<string> pieces = isQuoted ? [parts[place]] : parts[place].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            terms.AddRange(pieces.Select(WordsOf).Where(words => !words.IsEmpty).Select(words => new SearchTerm(words, false)));
            if (place == parts.Length - 1 && !isQuoted && terms.Count > 0 && parts[place].Trim().Length > 0)
                terms[^1] = MayGoOn(terms[^1]);
        }

        return [.. terms.Take(MostTerms)];
    }

    private static SearchTerm MayGoOn(SearchTerm term) =>
        term with { IsBeginning = term.Words[^1].Length >= ShortestBeginning && !TextWord.IsCharacter(term.Words[^1]) };

    private static ImmutableArray<string> WordsOf(string text) => [.. TextWord.In(text).Take(LongestTerm).Select(word => word.Word)];
}
