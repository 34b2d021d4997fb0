using System.Globalization;
using System.Text;
using IncidentBot.Incidents.Search;

namespace IncidentBot.Storage;

/// <summary>A row of the index as PostgreSQL reads it: each word with its places, so that words in a row are found as such.</summary>
internal sealed class SearchVector
{
    // PostgreSQL's own limits: it would forget what lies beyond them.
    private const int LastPlace = 16_000;
    private const int MostPlaces = 250;

    // Between two texts nothing stands in a row.
    private const int Gap = 2;

    private readonly Dictionary<string, List<int>> _words = new(StringComparer.Ordinal);
    private int _place;

    /// <summary>Whether it has room for so many words more.</summary>
    public bool Holds(int words) => _place + words + Gap < LastPlace;

    public bool IsEmpty => _words.Count == 0;

    public void Add(IEnumerable<TextWord> words)
    {
        foreach (var word in words)
        {
            if (!_words.TryGetValue(word.Word, out var places))
                _words[word.Word] = places = [];
            _place++;
            if (places.Count < MostPlaces && _place <= LastPlace)
                places.Add(_place);
        }

        _place += Gap;
    }

    /// <summary>Something that is no word of a text and that nobody finds by typing.</summary>
    public void Add(string sign) => _words.TryAdd(sign, []);

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (word, places) in _words)
        {
            if (word.Length > 0)
                text.Append(Quoted(word)).Append(places.Count > 0 ? ":" : "").AppendJoin(',', places.Select(place => place.ToString(CultureInfo.InvariantCulture))).Append(' ');
        }

        return text.ToString();
    }

    /// <summary>What stands for one term in a query of the index.</summary>
    public static string Query(SearchTerm term) =>
        string.Join(" <-> ", term.Words.Select((word, place) => Quoted(word) + (term.IsBeginning && place == term.Words.Length - 1 ? ":*" : "")));

    /// <summary>A word as it stands in a row or a query.</summary>
    public static string Quoted(string word) =>
        $"'{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}
