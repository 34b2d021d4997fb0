using IncidentBot.Documents;
using IncidentBot.Export;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Outbox;

/// <summary>Gives the document to a conversation as a file; as a link where the platform takes none.</summary>
public sealed class DocumentSharer(ChatPlatforms platforms, DocumentReader documents, DocumentExporter exporter, OperatorNotes notes, PageLinks links)
{
    public async Task ShareAsync(IncidentId id, ShareDocumentErrand errand, Once once, CancellationToken cancellationToken)
    {
        var live = await documents.ReadAsync(id, cancellationToken) ?? throw new UnknownIncidentException(id);
        var format = ExportFormat.Find(errand.Format) ?? ExportFormat.Markdown;
        var (bytes, whyNot) = await WriteAsync(format, live, cancellationToken);
        if (whyNot is not null)
            await SayAsync(errand, BotText.Say($"{whyNot}"), once, cancellationToken);
        else if (!await IsSharedAsync(errand, new SharedDocument($"{id}.{format.Word}", $"Postmortem of {id}", bytes), once, cancellationToken))
            await SayAsync(errand, BotText.Say($"{links.File(id, format)}"), once, cancellationToken);
    }

    /// <summary>What cannot be printed now cannot be in a minute either: it is told once, and the lane goes on.</summary>
    private async Task<(byte[] Bytes, string? WhyNot)> WriteAsync(ExportFormat format, LiveDocument live, CancellationToken cancellationToken)
    {
        if (exporter.WhyNot(format) is { } reason)
            return ([], reason);

        try
        {
            return (await exporter.WriteAsync(format, live, live.Record.Incident.IsFinal ? Form.Finished : Form.Draft, cancellationToken), null);
        }
        catch (PrintFailedException failed)
        {
            return ([], $"{failed.Message} `postmortem export html` gives a file that prints well.");
        }
    }

    private Task SayAsync(ShareDocumentErrand errand, BotText text, Once once, CancellationToken cancellationToken) =>
        platforms.Of(errand.Conversation).PostAsync(errand.Conversation, errand.ThreadId, text, once, cancellationToken);

    private async Task<bool> IsSharedAsync(ShareDocumentErrand errand, SharedDocument file, Once once, CancellationToken cancellationToken)
    {
        try
        {
            return await platforms.Of(errand.Conversation).ShareFileAsync(errand.Conversation, errand.ThreadId, file, once, cancellationToken);
        }
        catch (DeliveryException refused) when (refused.RetryAfter is null)
        {
            await notes.TellAsync(errand.Word, refused.Code, $"{file.Title} was posted as a link and not as a file: the platform says {refused.Code}.", errand.Conversation, cancellationToken);
            return false;
        }
    }
}
