using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>What the chat is told of the document.</summary>
public sealed class DocumentAnswers(DocumentReader documents, SlotHistoryReader slots, LogProofs proofs, RelatedIncidentStore related, PageLinks links)
{
    private const int MostVersions = 10;
    private const int LongestText = 300;

    /// <summary>Link, completeness and what is missing, in the order in which it is easiest to fill.</summary>
    public async Task<BotText> DraftAsync(IncidentId id, CancellationToken cancellationToken)
    {
        var live = await documents.ReadAsync(id, cancellationToken) ?? throw new UnknownIncidentException(id);
        // Everybody in the channel reads it.
        var alike = await related.SuggestAsync(live.Record, RelatedIncidentStore.Anybody, DraftNotice.MostRelated, cancellationToken);
        return DraftNotice.Of(live, links.Postmortem(id), [.. alike.Select(other => RelatedLines.OnOneLine(other, id, links))]);
    }

    /// <summary>Other incidents that look alike, each with its reason and what is still open of it.</summary>
    public async Task<BotText> RelatedAsync(IncidentRecord record, Person asker, CancellationToken cancellationToken) =>
        RelatedLines.Of(await related.SuggestAsync(record, asker, cancellationToken: cancellationToken), record.Incident.Id, links);

    public async Task<BotText> HistoryAsync(DocumentSlot slot, IncidentId id, CancellationToken cancellationToken)
    {
        var versions = await slots.ReadAsync(id, slot.Id, cancellationToken);
        return versions.IsEmpty
            ? BotText.Say($"Nobody has written *{slot.Name}* by hand: what stands there is from the record.")
            : BotText.Lines(versions.Reverse().Take(MostVersions).Select(Version)
                .Prepend(BotText.Say($"*{slot.Name}*, the newest first. On its page, {links.Postmortem(id)}, each can be restored.")));
    }

    public Task<BotText> VerifyAsync(IncidentId id, CancellationToken cancellationToken) => proofs.VerifyAsync(id, cancellationToken);

    /// <summary>Hash and head of what was signed.</summary>
    public Task<BotText> SealAsync(IncidentRecord record, CancellationToken cancellationToken) => proofs.SealAsync(record, cancellationToken);

    private static BotText Version(SlotVersion version) => version.Text is { } text
        ? BotText.Say($"{version.At} {version.By.Name}: {(text.Length <= LongestText ? text : $"{text[..LongestText]}…")}")
        : BotText.Say($"{version.At} {version.By.Name} gave it back to the bot.");
}
