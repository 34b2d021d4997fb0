using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;

namespace IncidentBot.Chat;

/// <summary>What the channel is told of the draft: link, completeness, what is missing and how to fill it.</summary>
public static class DraftNotice
{
    private const int LongestList = 8;

    public static BotText Of(LiveDocument live, Linked link)
    {
        var completeness = Completeness.Of(live.Document);
        var said = BotText.Say($"*Postmortem draft*: {link}\n{completeness.Filled} of {completeness.Required} required parts are filled.");
        if (completeness.Missing.IsEmpty)
            return said.Then($" Nothing is missing; `close` files the incident.");

        said = said.Then($" Missing:");
        foreach (var part in completeness.Missing.Take(LongestList))
            said = said.Then($"\n• {part.Name}: `{part.Command}`");
        return completeness.Missing.Length > LongestList
            ? said.Then($"\nand {completeness.Missing.Length - LongestList} more")
            : said;
    }
}
