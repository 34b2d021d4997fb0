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
        if (await posts.FindAsync(incident, name, cancellationToken) is { } posted && posted.Conversation == conversation)
        {
            await platform.UpdateAsync(conversation, posted.MessageId, text, cancellationToken);
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
}
