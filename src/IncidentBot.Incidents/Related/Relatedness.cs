using System.Collections.Immutable;

namespace IncidentBot.Incidents.Related;

/// <summary>How much two incidents have to do with each other, and why, in words.</summary>
/// <param name="Score">The greater, the more; comparable among the relations of one incident.</param>
public sealed record Relation(double Score, ImmutableArray<string> Reasons);

/// <summary>Compares two incidents by what they have in common: services, faults, and words of what happened and why.</summary>
public static class Relatedness
{
    private const double LeastAlike = 0.25;
    private const double OfUnknownRarity = 0.6;
    private const int MostWordsShown = 4;

    /// <param name="rarity">Of a word among all incidents, from 0 for one that stands in each to 1.</param>
    /// <returns>Nothing where they have too little in common to be worth a look.</returns>
    public static Relation? Between(IncidentRecord one, IncidentRecord other, Func<string, double> rarity)
    {
        var found = Common(one, other).Append(Causes(one, other, rarity)).Append(Stories(one, other, rarity)).OfType<(double Score, string Reason)>().ToList();
        return found.Count == 0
            ? null
            : new Relation(found.Sum(part => part.Score), [.. found.OrderByDescending(part => part.Score).Select(part => part.Reason)]);
    }

    /// <summary>What to look for in other incidents: the words of the cause first.</summary>
    public static ImmutableArray<string> WordsOf(IncidentRecord record) =>
        TellingWords.Of([.. CauseOf(record), .. StoryOf(record)]).Words;

    private static IEnumerable<(double Score, string Reason)?> Common(IncidentRecord one, IncidentRecord other)
    {
        var mine = Signs.Of(one).ToDictionary(sign => sign.Key);
        var shared = Signs.Of(other).Where(sign => mine.ContainsKey(sign.Key)).ToLookup(sign => sign.Kind, sign => Longer(sign, mine[sign.Key]));
        foreach (var kind in shared.OrderBy(signs => signs.Key))
        {
            var (weight, words) = Meaning(kind.Key);
            // A second one adds, though less than the first.
            yield return (weight * Math.Sqrt(kind.Count()), $"{words}: {string.Join(", ", kind.Take(3))}");
        }
    }

    private static (double Weight, string Words) Meaning(SignKind kind) => kind switch
    {
        SignKind.Service => (2, "same service"),
        SignKind.Error => (3, "same error"),
        SignKind.StackLine => (3, "same stack line"),
        SignKind.Host => (1.5, "same host"),
        _ => (0.75, "same status"),
    };

    private static string Longer(Sign one, Sign other) => one.Shown.Length >= other.Shown.Length ? one.Shown : other.Shown;

    private static (double, string)? Causes(IncidentRecord one, IncidentRecord other, Func<string, double> rarity) =>
        Alike(TellingWords.Of(CauseOf(one)), TellingWords.Of(CauseOf(other)), rarity) is { } alike ? (3 * alike.Share, $"similar cause: {alike.Words}") : null;

    /// <summary>While a cause is not known yet, the story is compared with the other's cause as well.</summary>
    private static (double, string)? Stories(IncidentRecord one, IncidentRecord other, Func<string, double> rarity)
    {
        var title = Alike(TellingWords.Of(one.Incident.Title), TellingWords.Of(other.Incident.Title), rarity);
        var story = Alike(TellingWords.Of(StoryOf(one)), TellingWords.Of([.. StoryOf(other), .. CauseOf(other)]), rarity);
        return (title, story) switch
        {
            ({ } alike, _) when story is null || alike.Share >= story.Value.Share => (2 * alike.Share, $"similar title: {alike.Words}"),
            (_, { } alike) => (2 * alike.Share, $"similar story: {alike.Words}"),
            _ => null,
        };
    }

    private static (double Share, string Words)? Alike(TellingWords one, TellingWords other, Func<string, double> rarity)
    {
        var mine = one.Words.ToHashSet(StringComparer.Ordinal);
        var shared = other.Words.Where(mine.Contains).ToList();
        if (shared.Count == 0)
            return null;

        var common = shared.Sum(rarity);
        var share = common / Math.Sqrt(mine.Sum(rarity) * (common + OfUnknownRarity * (other.Words.Length - shared.Count)));
        return share >= LeastAlike
            ? (share, string.Join(' ', shared.OrderByDescending(rarity).Take(MostWordsShown).OrderBy(shared.IndexOf).Select(word => other.Shown[word])))
            : null;
    }

    private static IEnumerable<string> CauseOf(IncidentRecord record) =>
        record.Of(Topic.PrimaryCause).Concat(record.Of(Topic.ContributingFactor)).Select(said => said.Text);

    private static IEnumerable<string> StoryOf(IncidentRecord record) =>
        record.Of(Topic.Summary).Select(said => said.Text).Prepend(record.Incident.Title);
}
