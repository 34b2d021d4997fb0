using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Outbox;

/// <summary>Sends somebody the link that signs them in, where nobody else reads it.</summary>
public sealed class SignInPosts(ChatPlatforms platforms, IncidentStore incidents, QuestionAnswers answers)
{
    /// <param name="about">The incident that the link leads to.</param>
    public async Task SendAsync(IncidentId? about, SignInErrand errand, Once once, CancellationToken cancellationToken)
    {
        try
        {
            var platform = platforms.Of(errand.Conversation);
            var alone = await platform.OpenDirectAsync(errand.By.Id, cancellationToken);
            await platform.PostAsync(alone, null, await LinkAsync(about, errand.By, cancellationToken), once, cancellationToken);
        }
        catch (DeliveryException refused) when (refused.RetryAfter is null)
        {
            var how = BotText.Say($"{errand.By}, the link is for you alone, and I may not write to you in person yet: open a chat with me, and type `web` there.");
            await platforms.Of(errand.Conversation).PostAsync(errand.Conversation, errand.ThreadId, how, once, cancellationToken);
        }
    }

    private async Task<BotText> LinkAsync(IncidentId? about, Person person, CancellationToken cancellationToken)
    {
        var record = about is { } id ? await incidents.FindAsync(id, cancellationToken) : null;
        return await answers.AnswerAsync(new WebLink(), record, Asker.Alone(person), cancellationToken);
    }
}
