using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Outbox;

/// <summary>Says something to one person, in the one way or, where the platform refuses that, in the other.</summary>
public sealed class PersonalPosts(ChatPlatforms platforms, IncidentStore incidents, OperatorNotes notes)
{
    /// <summary>In a conversation, unseen by the others; in a message to the person alone where the bot cannot speak there.</summary>
    public async Task ShowAsync(Conversation conversation, string? threadId, string personId, BotText text, Once once, CancellationToken cancellationToken)
    {
        try
        {
            await platforms.Of(conversation).PostPrivatelyAsync(conversation, threadId, personId, text, cancellationToken);
        }
        catch (DeliveryException refused) when (refused.RetryAfter is null)
        {
            await SendAsync(personId, text, once, cancellationToken);
        }
    }

    /// <summary>For all in a conversation; to one person where the bot cannot speak there.</summary>
    public async Task PostAsync(PostErrand post, string elseTo, Once once, CancellationToken cancellationToken)
    {
        try
        {
            await platforms.Of(post.Conversation).PostAsync(post.Conversation, post.ThreadId, post.Text, once, cancellationToken);
        }
        catch (DeliveryException refused) when (refused.RetryAfter is null)
        {
            await SendAsync(elseTo, post.Text, once, cancellationToken);
        }
    }

    /// <summary>To the person alone; where the platform does not allow that, in the incident's home.</summary>
    public async Task SendAsync(IncidentId? incident, DirectErrand direct, Once once, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(direct.PersonId, direct.Text, once, cancellationToken);
        }
        catch (DeliveryException refused) when (refused.RetryAfter is null && incident is not null)
        {
            var found = (await incidents.FindAsync(incident.Value, cancellationToken))?.Incident;
            if (found is not { Home: { } home })
                throw new DeliveryException("no_home");

            await notes.TellAsync("direct", refused.Code, $"A message to one person alone went to the conversation of {incident} instead: the platform says {refused.Code}.", home, cancellationToken);
            await InHomeAsync(found, home, direct, once, cancellationToken);
        }
    }

    private async Task InHomeAsync(Incident incident, Conversation home, DirectErrand direct, Once once, CancellationToken cancellationToken)
    {
        var platform = platforms.Of(home);
        if (!direct.IsPersonal)
        {
            await platform.PostAsync(home, null, direct.Text, once, cancellationToken);
            return;
        }

        // Shown to them alone, they must be there to see it, and their invitation may still be under way.
        await platform.InviteAsync(home, [direct.PersonId], cancellationToken);
        try
        {
            await platform.PostPrivatelyAsync(home, null, direct.PersonId, direct.Text, cancellationToken);
        }
        catch (DeliveryException refused) when (refused.RetryAfter is null)
        {
            // Better seen by all than lost: it is what whoever holds a role is asked to do.
            var holder = incident.Roles.FirstOrDefault(held => held.Holder.PersonId == direct.PersonId)?.Holder;
            await platform.PostAsync(home, null, (holder is null ? BotText.Empty : BotText.Say($"{holder}: ")).Then(direct.Text), once, cancellationToken);
        }
    }

    private Task SendAsync(string personId, BotText text, Once once, CancellationToken cancellationToken) =>
        platforms.ToPersonAsync(personId, (platform, direct) => platform.PostAsync(direct, null, text, once, cancellationToken), cancellationToken);
}
