using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>Answers what only a look into the store can: lists, search, the state of the document.</summary>
public sealed class QuestionAnswers(IncidentStore incidents, IncidentLists lists, RelatedIncidentStore related, ActionItemStore actionItems, DocumentReader documents, SlotHistoryReader slots, PageLinks links)
{
    public async Task<BotText> AnswerAsync(Question question, IncidentRecord? record, Asker asker, CancellationToken cancellationToken) => question switch
    {
        OpenIncidents open => Listed(await lists.OpenAsync(asker.Person, false, open.Page, Page.Size, cancellationToken), "list", "No incident is open."),
        TextSearch search => Listed(await lists.SearchAsync(asker.Person, search.Text, search.Page, Page.Size, cancellationToken), $"search {search.Text}", $"Nothing found for “{search.Text}”."),
        SimilarIncidents => RelatedLines.Of(await related.SuggestAsync(record!, asker.Person, cancellationToken: cancellationToken), record!.Incident.Id, links),
        WorkOf work => Work(await actionItems.OfAsync(work.Person, work.Page, Page.SizeWithButtons, cancellationToken), asker),
        IncidentShown => await ShowAsync(record!, cancellationToken),
        SlotHistory asked => await HistoryAsync(asked.Slot, record!.Incident.Id, cancellationToken),
        PostmortemShown => await DraftAsync(record!.Incident.Id, cancellationToken),
        _ => throw new InvalidOperationException($"No answer is known to {question}."),
    };

    /// <summary>Link, completeness and what is missing, in the order in which it is easiest to fill.</summary>
    public async Task<BotText> DraftAsync(IncidentId id, CancellationToken cancellationToken)
    {
        var live = await documents.ReadAsync(id, cancellationToken) ?? throw new UnknownIncidentException(id);
        // Everybody in the channel reads it.
        var alike = await related.SuggestAsync(live.Record, RelatedIncidentStore.Anybody, DraftNotice.MostRelated, cancellationToken);
        return DraftNotice.Of(live, links.Postmortem(id), [.. alike.Select(other => RelatedLines.Short(other, id, links))]);
    }

    private BotText Listed(PageOf<IncidentLine> page, string command, string none) => page.Count == 0
        ? BotText.Say($"{none}")
        : Page.Show(page, command, null, line => IncidentLines.Found(line, links));

    private BotText Work(PageOf<StoredActionItem> page, Asker asker) => page.Count == 0
        ? BotText.Say($"You have no open action items.")
        : Page.Show(page, "todo", null, item => ActionItemLines.Of(item, asker.Today, asker.Standing == Standing.Member, links));

    private async Task<BotText> ShowAsync(IncidentRecord record, CancellationToken cancellationToken)
    {
        var id = record.Incident.Id;
        return Summaries.Of(record)
            .Then(Captured(await incidents.CountAsync(id, cancellationToken), record.Incident.DeclaredAt))
            .Then($" · {links.Postmortem(id)}\n{new Offered("Timeline", "timeline", id)}{new Offered("Who", "who", id)}{new Offered("What is missing", "postmortem", id)}");
    }

    private async Task<BotText> HistoryAsync(DocumentSlot slot, IncidentId id, CancellationToken cancellationToken)
    {
        const int most = 10;
        var versions = await slots.ReadAsync(id, slot.Id, cancellationToken);
        return versions.IsEmpty
            ? BotText.Say($"Nobody has written *{slot.Name}* by hand: what stands there is from the record.")
            : BotText.Lines(versions.Reverse().Take(most).Select(Version)
                .Prepend(BotText.Say($"*{slot.Name}*, the newest first. On its page, {links.Postmortem(id)}, each can be restored.")));
    }

    private static BotText Version(SlotVersion version)
    {
        const int longest = 300;
        return version.Text is { } text
            ? BotText.Say($"{version.At} {version.By.Name}: {(text.Length <= longest ? text : $"{text[..longest]}…")}")
            : BotText.Say($"{version.At} {version.By.Name} gave it back to the bot.");
    }

    private static BotText Captured(CaptureCount count, DateTimeOffset day) => BotText.Say($"\n{CaptureReport.Of(count, day)}");
}

/// <summary>Who asks, which decides what they are shown.</summary>
/// <param name="Today">Theirs.</param>
public sealed record Asker(Person Person, Standing Standing, DateOnly Today)
{
    public static Asker Of(CommandEvent command) =>
        new(command.By, command.Standing, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(command.At, command.Zone).DateTime));
}
