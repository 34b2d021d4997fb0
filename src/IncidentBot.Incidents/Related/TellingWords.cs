using System.Collections.Frozen;
using System.Collections.Immutable;
using IncidentBot.Incidents.Search;

namespace IncidentBot.Incidents.Related;

/// <summary>The words of texts that say what they are about, each once, in the order in which they come.</summary>
/// <param name="Shown">As they were written, by the word.</param>
public sealed record TellingWords(ImmutableArray<string> Words, ImmutableDictionary<string, string> Shown)
{
    private const int Shortest = 3;

    private static readonly FrozenSet<string> Empty = (
        "a about after again all also although am an and any are as at be because been before being both but by can cannot could did do does "
        + "down during each either few for from further get got had has have he her here hers him his how however i if in into is it its "
        + "itself just let more most much must my no nor not now of off on once one only or other our ours out over own same she should since "
        + "so some such than that the their them then there these they this those though through to too two under until up us very via was we "
        + "were what when where whether which while who why will with within without would yet you your "
        + "incident incidents issue issues problem problems caused causing cause").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static TellingWords Of(params IEnumerable<string> texts)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var shown = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            foreach (var word in TextWord.In(text))
            {
                if (IsTelling(word.Word) && shown.TryAdd(word.Word, text.Substring(word.Start, word.Length)))
                    words.Add(word.Word);
            }
        }

        return new TellingWords(words.ToImmutable(), shown.ToImmutable());
    }

    private static bool IsTelling(string word) =>
        (word.Length >= Shortest || word.Any(letter => letter > '\u2FFF')) && !word.All(char.IsAsciiDigit) && !Empty.Contains(word);
}
