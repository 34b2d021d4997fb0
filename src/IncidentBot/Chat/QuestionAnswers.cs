using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>Answers what only a look into the store can: lists, search, the state of the document.</summary>
public sealed class QuestionAnswers(IncidentStore incidents, IncidentLists lists, ActionItemAnswers actionItems, DocumentAnswers documents, PersonalAnswers personal, PageLinks links)
{
    public async Task<BotText> AnswerAsync(Question question, IncidentRecord? record, Asker asker, CancellationToken cancellationToken) => question switch
    {
        OpenIncidents open => Listed(await lists.OpenAsync(asker.Person, false, open.Page, Page.Size, cancellationToken), "list", "No incident is open."),
        TextSearch search => Listed(await lists.SearchAsync(asker.Person, search.Text, search.Page, Page.Size, cancellationToken), $"search {search.Text}", $"Nothing found for “{search.Text}”."),
        SimilarIncidents => await documents.RelatedAsync(record!, asker.Person, cancellationToken),
        WorkOf work => await actionItems.WorkAsync(work, asker, cancellationToken),
        ActionItemShown shown => await actionItems.ShowAsync(shown.ItemId, record!, asker, cancellationToken),
        IncidentShown => await ShowAsync(record!, cancellationToken),
        SlotHistory asked => await documents.HistoryAsync(asked.Slot, record!.Incident.Id, cancellationToken),
        LogVerified => await documents.VerifyAsync(record!.Incident.Id, cancellationToken),
        PostmortemShown => await documents.DraftAsync(record!.Incident.Id, cancellationToken),
        TeamQuestion asked => await actionItems.TeamAsync(asked, asker, cancellationToken),
        MeQuestion asked => await personal.OfAsync(asked, asker, cancellationToken),
        WebLink => await personal.SignInAsync(record?.Incident.Id, asker, cancellationToken),
        _ => throw new InvalidOperationException($"No answer is known to {question}."),
    };

    private BotText Listed(PageOf<IncidentLine> page, string command, string none) => page.Count == 0
        ? BotText.Say($"{none}")
        : Page.Show(page, command, null, line => IncidentLines.Found(line, links));

    private async Task<BotText> ShowAsync(IncidentRecord record, CancellationToken cancellationToken)
    {
        var id = record.Incident.Id;
        return Summaries.Of(record)
            .Then(Captured(await incidents.CountAsync(id, cancellationToken), record.Incident.DeclaredAt))
            .Then($" · {links.Postmortem(id)}\n{new Offered("Timeline", "timeline", id)}{new Offered("Who", "who", id)}{new Offered("What is missing", "postmortem", id)}");
    }

    private static BotText Captured(CaptureCount count, DateTimeOffset day) => BotText.Say($"\n{CaptureReport.Of(count, day)}");
}

/// <summary>Who asks, which decides what they are shown.</summary>
/// <param name="Today">Theirs.</param>
public sealed record Asker(Person Person, Standing Standing, DateOnly Today)
{
    /// <summary>The account that they use: one of the person's.</summary>
    public Person Account { get; private init; } = Person;

    /// <summary>Whether the answer goes back in the same breath, and is not written down first.</summary>
    public bool IsAnsweredAtOnce { get; private init; }

    /// <summary>Somebody who is told where nobody else reads it, and nothing is written down.</summary>
    public static Asker Alone(Person person) => new(person, Standing.Member, default) { IsAnsweredAtOnce = true };

    public static Asker Of(CommandEvent command) =>
        new(command.By, command.Standing, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(command.At, command.Zone).DateTime))
        {
            Account = command.Account ?? command.By,
            IsAnsweredAtOnce = command.IsAnsweredInPlace || command.IsPressed,
        };
}
