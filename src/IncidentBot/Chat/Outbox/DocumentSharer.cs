using System.Text;
using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Outbox;

/// <summary>Gives the document to a conversation as a file; as a link where the platform takes none.</summary>
public sealed class DocumentSharer(ChatPlatforms platforms, DocumentReader documents, PageLinks links)
{
    public async Task ShareAsync(IncidentId id, ShareDocumentErrand errand, Once once, CancellationToken cancellationToken)
    {
        var live = await documents.ReadAsync(id, cancellationToken) ?? throw new UnknownIncidentException(id);
        var platform = platforms.Of(errand.Conversation);
        var markdown = PostmortemRenderer.Render(live.Document, live.Record.Incident.IsFinal ? Form.Finished : Form.Draft);
        var file = new SharedDocument($"{id}.{errand.Format}", $"Postmortem of {id}", Encoding.UTF8.GetBytes(markdown));
        if (!await IsSharedAsync(platform, errand, file, cancellationToken))
            await platform.PostAsync(errand.Conversation, errand.ThreadId, BotText.Say($"{links.Markdown(id)}"), once, cancellationToken);
    }

    private static async Task<bool> IsSharedAsync(IChatPlatform platform, ShareDocumentErrand errand, SharedDocument file, CancellationToken cancellationToken)
    {
        try
        {
            return await platform.ShareFileAsync(errand.Conversation, errand.ThreadId, file, cancellationToken);
        }
        catch (DeliveryException refused) when (refused.RetryAfter is null)
        {
            return false;
        }
    }
}
