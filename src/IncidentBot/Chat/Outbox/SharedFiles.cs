using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Outbox;

/// <summary>What the bot gives to a conversation as a file.</summary>
public sealed class SharedFiles(DocumentSharer documents, PictureSharer pictures)
{
    public Task ShareAsync(IncidentId id, Errand errand, Once once, CancellationToken cancellationToken) => errand switch
    {
        ShareDocumentErrand share => documents.ShareAsync(id, share, once, cancellationToken),
        SharePictureErrand share => pictures.ShareAsync(id, share, once, cancellationToken),
        _ => throw new InvalidOperationException($"No file is known to {errand}."),
    };
}
