using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>Answers what only a look into the store can: lists, search, the state of the document.</summary>
public sealed class QuestionAnswers(IncidentStore incidents, ActionItemStore actionItems, DocumentReader documents, PageLinks links)
{
    public async Task<BotText> AnswerAsync(Question question, IncidentRecord? record, CancellationToken cancellationToken) => question switch
    {
        OpenIncidents => Listed(await incidents.OpenAsync(cancellationToken), "No incident is open."),
        TextSearch search => Listed(await incidents.SearchAsync(search.Text, cancellationToken), $"Nothing found for “{search.Text}”."),
        SimilarIncidents => Listed(await incidents.SimilarAsync(record!.Incident, isOpen: false, cancellationToken), "No other incident shares a service or a word of the title."),
        WorkOf work => Work(await actionItems.OfAsync(work.Person, cancellationToken)),
        IncidentShown => Summaries.Of(record!).Then(Captured(await incidents.CountAsync(record!.Incident.Id, cancellationToken), record.Incident.DeclaredAt)),
        PostmortemShown => await DraftAsync(record!.Incident.Id, cancellationToken),
        _ => throw new InvalidOperationException($"No answer is known to {question}."),
    };

    /// <summary>Link, completeness and what is missing, in the order in which it is easiest to fill.</summary>
    public async Task<BotText> DraftAsync(IncidentId id, CancellationToken cancellationToken)
    {
        var live = await documents.ReadAsync(id, cancellationToken) ?? throw new UnknownIncidentException(id);
        return DraftNotice.Of(live, links.Postmortem(id));
    }

    private static BotText Listed(IReadOnlyList<IncidentLine> lines, string none) => lines.Count == 0
        ? BotText.Say($"{none}")
        : BotText.Lines(lines.Select(line => BotText.Say(
            $"*{line.Id}* {line.Severity ?? "no severity"} {line.Status} since {new DateTimeOffset(line.StartedAt, TimeSpan.Zero)}: {line.Title}")));

    private static BotText Work(IReadOnlyList<StoredActionItem> items) => items.Count == 0
        ? BotText.Say($"You have no open action items.")
        : BotText.Lines(items.Select(item =>
        {
            var line = BotText.Say($"{item.IncidentId} {item.Id} *{item.Priority}* {item.Text}");
            return item.DueOn is { } due ? line.Then($" · due {due.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}") : line;
        }));

    private static BotText Captured(CaptureCount count, DateTimeOffset day) => BotText.Say($"\n{CaptureReport.Of(count, day)}");
}
