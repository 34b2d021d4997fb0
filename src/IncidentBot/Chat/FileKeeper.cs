using IncidentBot.Incidents;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Chat;

/// <summary>Keeps the bytes of files that people share, where the operator wants that.</summary>
public sealed class FileKeeper(OutboxStore outbox, KeptFileStore files, IOptions<CaptureOptions> options)
{
    private long LargestKept => options.Value.KeepFilesUpTo;

    /// <summary>Called when the message is stored; delivered again, it asks for the same file, which is there then.</summary>
    public async Task PlanAsync(IncidentId incident, MessageEvent message, CancellationToken cancellationToken)
    {
        if (LargestKept == 0 || message.Detail is not MessagePosted { Files.IsEmpty: false } posted)
            return;

        await outbox.AddAsync(
            posted.Files.Where(file => file is { Id: not null, IsRemoved: false })
                .Select(file => new OutboxMessage($"{incident} files", incident, new FetchFileErrand(message.Source, file), $"{message.Source.MessageKey} {file.Id}")),
            cancellationToken);
    }

    public async Task FetchAsync(IncidentId incident, FetchFileErrand errand, IChatPlatform platform, CancellationToken cancellationToken)
    {
        if (LargestKept == 0 || await files.IsKeptAsync(errand.Source, errand.File.Id!, cancellationToken))
            return;

        if (await platform.FetchFileAsync(errand.Source.Conversation, errand.File.Id!, LargestKept, cancellationToken) is { } fetched)
            await files.SaveAsync(incident, errand.Source, new KeptFile(errand.File.Id!, fetched.Name, fetched.Type, fetched.Content), cancellationToken);
    }
}
