using System.Text;
using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Outbox;

/// <summary>Gives the document to a conversation as a file; as a link where the platform takes none.</summary>
public sealed class DocumentSharer(ChatPlatforms platforms, DocumentReader documents, OperatorNotes notes, PageLinks links)
{
    public async Task ShareAsync(IncidentId id, ShareDocumentErrand errand, Once once, CancellationToken cancellationToken)
    {
        var live = await documents.ReadAsync(id, cancellationToken) ?? throw new UnknownIncidentException(id);
        var platform = platforms.Of(errand.Conversation);
        var markdown = live.Markdown(live.Record.Incident.IsFinal ? Form.Finished : Form.Draft);
        var file = new SharedDocument($"{id}.{errand.Format}", $"Postmortem of {id}", Encoding.UTF8.GetBytes(markdown));
        if (!await IsSharedAsync(platform, errand, file, once, cancellationToken))
            await platform.PostAsync(errand.Conversation, errand.ThreadId, BotText.Say($"{links.Markdown(id)}"), once, cancellationToken);
    }

    private async Task<bool> IsSharedAsync(IChatPlatform platform, ShareDocumentErrand errand, SharedDocument file, Once once, CancellationToken cancellationToken)
    {
        try
        {
            return await platform.ShareFileAsync(errand.Conversation, errand.ThreadId, file, once, cancellationToken);
        }
        catch (DeliveryException refused) when (refused.RetryAfter is null)
        {
            await notes.TellAsync(errand.Word, refused.Code, $"{file.Title} was posted as a link and not as a file: the platform says {refused.Code}.", errand.Conversation, cancellationToken);
            return false;
        }
    }
}
