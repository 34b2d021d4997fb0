using IncidentBot.Chat.Reminders;
using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>Which parts of the lists a personal page shows.</summary>
public sealed record PersonalPages(int Incidents = 1, int ActionItems = 1)
{
    /// <summary>What the buttons that turn its pages say, where they are pressed: a page's own word, not a command.</summary>
    public const string Verb = "home";

    public override string ToString() => $"{Verb} {Incidents} {ActionItems}";

    /// <returns>Nothing for what is no such wish.</returns>
    public static PersonalPages? Read(string? text) => text?.Split(' ') is [Verb, var incidents, var items] && int.TryParse(incidents, out var first) && int.TryParse(items, out var second)
        ? new PersonalPages(first, second)
        : null;
}

/// <summary>What concerns one person, on one page: the incidents that are open, their own first, and their action items.</summary>
public sealed class PersonalPage(IncidentLists incidents, ActionItemStore actionItems, TeamBook teams, PeopleDirectory people, PageLinks links)
{
    private const int Size = 10;

    /// <param name="today">The person's.</param>
    public async Task<BotText> OfAsync(Person person, Standing standing, DateOnly today, PersonalPages pages, CancellationToken cancellationToken)
    {
        if (standing is Standing.Stranger or Standing.Deactivated)
            return BotText.Say($"Here members of the organisation see its incidents and their own work.");

        person = people.Of(person);
        var isGuest = standing == Standing.Guest;
        var open = await incidents.OpenAsync(person, isGuest, pages.Incidents, Size, cancellationToken);
        var work = await actionItems.OfAsync(person, await teams.KeysOfAsync(person, cancellationToken), pages.ActionItems, Size, cancellationToken);
        return Declare(isGuest)
            .Then($"*Open incidents*\n{Listed(open)}").Then(Turning(open, number => pages with { Incidents = number }))
            .Then($"\n*My action items*\n{Work(work, today, canAct: !isGuest)}").Then(Turning(work, number => pages with { ActionItems = number }));
    }

    private static BotText Declare(bool isGuest) => isGuest
        ? BotText.Empty
        : BotText.Say($"{Offered.Form("Declare an incident", "start") with { Style = OfferStyle.Danger }}\n");

    private BotText Listed(PageOf<IncidentLine> open) => open.Count == 0
        ? BotText.Say($"No incident is open.")
        : BotText.Lines(open.Shown.Select(line => BotText.Say($"{(line.IsMine ? "★ " : "• ")}").Then(IncidentLines.Of(line, links))));

    private BotText Work(PageOf<StoredActionItem> work, DateOnly today, bool canAct) => work.Count == 0
        ? BotText.Say($"You have no open action items.")
        : BotText.Lines(work.Shown.Select(item => ActionItemLines.Of(item, today, canAct, links)));

    private static BotText Turning<T>(PageOf<T> page, Func<int, PersonalPages> to) => page.Pages == 1
        ? BotText.Empty
        : BotText.Say($"\nPage {page.Number} of {page.Pages}, {page.Count} in all\n").Then(Page.Turning(page, number => to(number).ToString(), null));
}
