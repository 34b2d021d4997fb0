using System.Collections.Immutable;
using System.Globalization;
using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>Incidents that may have to do with one: why, what is still to be done from them, and the button that takes one up.</summary>
public static class RelatedLines
{
    private const int MostItems = 3;
    private const int LongestItem = 120;

    public static BotText Of(ImmutableArray<RelatedSuggestion> suggestions, IncidentId id, PageLinks links) => suggestions.IsEmpty
        ? BotText.Say($"No other incident shares a service, an error or the words of its title or cause.")
        : BotText.Lines(suggestions.Select(suggestion => Line(suggestion, id, links)));

    /// <summary>On one line, for a notice that has more to say.</summary>
    public static BotText OnOneLine(RelatedSuggestion suggestion, IncidentId id, PageLinks links)
    {
        var other = suggestion.Incident;
        return BotText.Say($"*{other.Id}* {other.Title}: {suggestion.Reasons[0]} · {links.Postmortem(new IncidentId(other.Id))} {Take(other, id)}");
    }

    private static BotText Line(RelatedSuggestion suggestion, IncidentId id, PageLinks links)
    {
        var said = IncidentLines.Of(suggestion.Incident, links).Then($" {Take(suggestion.Incident, id)}\n{string.Join("; ", suggestion.Reasons)}");
        foreach (var item in suggestion.OpenItems.Take(MostItems))
            said = said.Then($"\n• still open: {item.Id} {Shortened(item.Text)} ({item.Owner ?? "no owner"}{Due(item)})");
        return suggestion.OpenItems.Length > MostItems ? said.Then($"\n• and {suggestion.OpenItems.Length - MostItems} more open action items") : said;
    }

    private static Offered Take(IncidentLine other, IncidentId id) => new("Related", $"related {other.Id}", id);

    private static string Due(OpenActionItem item) => item.DueOn is { } due ? $", due {due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "";

    private static string Shortened(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= LongestItem ? line : $"{line[..LongestItem]}…";
    }
}
