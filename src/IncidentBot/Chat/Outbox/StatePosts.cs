using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Outbox;

/// <summary>Messages that show how things stand: posted once, edited in place from then on.</summary>
public sealed class StatePosts(ChatPlatforms platforms, PostStore posts)
{
    /// <param name="name">What it shows, unique within the incident.</param>
    /// <returns>The message's id, and whether it has only just been posted.</returns>
    public async Task<(string MessageId, bool IsNew)> ShowAsync(string name, IncidentId incident, Conversation conversation, BotText text, Once once, CancellationToken cancellationToken)
    {
        var platform = platforms.Of(conversation);
        if (await posts.FindAsync(incident, name, cancellationToken) is { } posted && posted.Conversation == conversation
            && await IsEditedAsync(platform, posted, text, cancellationToken))
        {
            return (posted.MessageId, false);
        }

        var messageId = await platform.PostAsync(conversation, null, text, once, cancellationToken);
        await posts.SaveAsync(incident, name, new EventSource(conversation, messageId), cancellationToken);
        return (messageId, true);
    }

    /// <summary>Changes what was posted, where something was.</summary>
    public async Task ChangeAsync(string name, IncidentId incident, BotText text, CancellationToken cancellationToken)
    {
        if (await posts.FindAsync(incident, name, cancellationToken) is { } posted)
            await platforms.Of(posted.Conversation).UpdateAsync(posted.Conversation, posted.MessageId, text, cancellationToken);
    }

    /// <summary>Pins what was posted; nothing where it was posted elsewhere.</summary>
    public async Task PinAsync(string name, IncidentId incident, Conversation conversation, CancellationToken cancellationToken)
    {
        if (await posts.FindAsync(incident, name, cancellationToken) is { } posted && posted.Conversation == conversation)
            await platforms.Of(conversation).PinAsync(conversation, posted.MessageId, cancellationToken);
    }

    /// <summary>Shows the document in the place that was made for it, or makes one.</summary>
    public async Task ShowDocumentAsync(IncidentId incident, Conversation conversation, ShownDocument document, Once once, CancellationToken cancellationToken)
    {
        const string name = "document";
        var known = await posts.FindAsync(incident, name, cancellationToken) is { } shown && shown.Conversation == conversation ? shown.MessageId : null;
        var place = await platforms.Of(conversation).ShowDocumentAsync(conversation, document, known, once, cancellationToken);
        if (place is not null && place != known)
            await posts.SaveAsync(incident, name, new EventSource(conversation, place), cancellationToken);
    }

    /// <returns>False where there is nothing to edit any more: somebody deleted it.</returns>
    private static async Task<bool> IsEditedAsync(IChatPlatform platform, EventSource posted, BotText text, CancellationToken cancellationToken)
    {
        try
        {
            await platform.UpdateAsync(posted.Conversation, posted.MessageId, text, cancellationToken);
            return true;
        }
        catch (DeliveryException refused) when (refused.RetryAfter is null)
        {
            return false;
        }
    }
}
