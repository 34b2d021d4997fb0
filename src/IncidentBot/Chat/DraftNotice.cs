using System.Collections.Immutable;
using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Postmortems;

namespace IncidentBot.Chat;

/// <summary>What the channel is told of the draft: link, completeness, what is missing and how to fill it.</summary>
public static class DraftNotice
{
    public const int MostRelated = 3;

    private const int LongestList = 8;

    /// <param name="related">Incidents that may have to do with this one, a line each.</param>
    public static BotText Of(LiveDocument live, Linked link, ImmutableArray<BotText> related)
    {
        var review = ReviewNotice.Of(live.Record);
        if (live.Frozen is not null)
            return BotText.Say($"*Postmortem*: {link}\n").Then(review);

        var completeness = Completeness.Of(live.Document);
        var said = BotText.Say($"*Postmortem draft*: {link}\n{completeness.Filled} of {completeness.Required} required parts are filled.");
        said = completeness.Missing.IsEmpty
            ? said.Then($" Nothing is missing; `close` files the incident. {Offered.Form("Close", "close", live.Record.Incident.Id)}")
            : said.Then($" Missing:").Then(Listed(completeness.Missing, part => BotText.Say($"{part.Name}: `{part.Command}` {FillIn(part, live.Record.Incident.Id)}")));
        var news = live.Document.Slots.Where(slot => slot.Suggestion is not null).Select(slot => slot.Name).ToImmutableArray();
        if (!news.IsEmpty)
            said = said.Then($"\nThere is news beside what people wrote:").Then(Listed(news, name => BotText.Say($"{name}: `section release \"{name}\"` takes it, `section keep \"{name}\"` leaves it")));
        if (!review.IsEmpty)
            said = said.Then($"\n").Then(review);
        var findings = Contradictions.In(live.Record);
        if (!findings.IsEmpty)
            said = said.Then($"\nPlease look again:").Then(Listed(findings, finding => BotText.Say($"{finding.Sentence}")));
        return related.IsEmpty ? said : said.Then($"\nPerhaps related:").Then(Listed(related, line => line));
    }

    /// <summary>The form of the verb with which the part is filled.</summary>
    private static Offered FillIn(MissingPart part, IncidentId id) => Offered.Form("Fill in", CommandLine.SplitFirst(part.Command).First, id);

    private static BotText Listed<T>(ImmutableArray<T> items, Func<T, BotText> line)
    {
        var lines = items.Take(LongestList).Select(item => BotText.Say($"\n• ").Then(line(item)));
        var rest = items.Length > LongestList ? BotText.Say($"\nand {items.Length - LongestList} more") : BotText.Empty;
        return new BotText([.. lines.SelectMany(said => said.Parts), .. rest.Parts]);
    }
}
