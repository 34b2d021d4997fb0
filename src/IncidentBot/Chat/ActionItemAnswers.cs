using System.Globalization;
using IncidentBot.Chat.Reminders;
using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>What somebody has to do, and all that is known of one action item.</summary>
public sealed class ActionItemAnswers(ActionItemStore actionItems, TimelineEventStore events, TeamAnswers teams, TeamBook book, PageLinks links)
{
    private const int MostChanges = 20;

    public async Task<BotText> WorkAsync(WorkOf asked, Asker asker, CancellationToken cancellationToken)
    {
        var page = await actionItems.OfAsync(asked.Person, await book.KeysOfAsync(asked.Person, cancellationToken), asked.Page, Page.SizeWithButtons, cancellationToken);
        return page.Count == 0
            ? BotText.Say($"You have no open action items.")
            : Page.Show(page, "todo", null, item => ActionItemLines.Of(item, asker.Today, asker.Standing == Standing.Member, links));
    }

    /// <summary>Who answers for what a team owns.</summary>
    public Task<BotText> TeamAsync(TeamQuestion asked, Asker asker, CancellationToken cancellationToken) => teams.AnswerAsync(asked, asker.Person, cancellationToken);

    /// <summary>Its facts, and who changed what, the newest first.</summary>
    public async Task<BotText> ShowAsync(string itemId, IncidentRecord record, Asker asker, CancellationToken cancellationToken)
    {
        if (record.FindActionItem(itemId) is not { } item)
            return Rejection.UnknownActionItem(itemId, record).Text;

        var log = await events.ReadAsync([.. item.Evidence], cancellationToken);
        var changes = log.Reverse().Take(MostChanges).Select(happened => BotText.Say($"\n• {happened.OccurredAt} {happened.By.Name}: {ActionItemHistory.WordsFor(happened.Detail)}"));
        var said = changes.Aggregate(Facts(item, asker.Today), (text, change) => text.Then(change));
        return asker.Standing == Standing.Member ? said.Then($"\n{ActionItemLines.Offers(item.Id, item.Status, record.Incident.Id)}") : said;
    }

    private static BotText Facts(ActionItem item, DateOnly today)
    {
        var said = BotText.Say($"*{item.Id}* *{item.Priority}* {item.Text}\n{ActionItem.WordFor(item.Status)} · ")
            .Then(item.Owner is { } owner ? BotText.Say($"{owner.Name}") : BotText.Say($"no owner"))
            .Then(item.DueOn is { } due ? BotText.Say($" · due {Day(due)}{(item.IsOverdue(today) ? ", overdue" : "")}") : BotText.Say($" · no due date"));
        if (item is { IsOpen: true, SnoozedUntil: { } until } && until > today)
            said = said.Then($" · no reminder before {Day(until)}");
        if (item.Note is { } note)
            said = said.Then($" · {note}");
        return item.Tickets.Aggregate(said, (text, ticket) => text.Then($" · {WebAddress.Linked(ticket)}"));
    }

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
