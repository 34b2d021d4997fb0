using IncidentBot.Storage;
using Npgsql;

namespace IncidentBot.Chat.Outbox;

/// <summary>Carries an errand out on the platform it is for.</summary>
public sealed class ErrandRunner(ChatPlatforms platforms, IncidentStore incidents, HomeErrands homeErrands, MessageTracker messages, HomeOpener homes, DocumentSharer documents)
{
    public async Task<ErrandOutcome> RunAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        try
        {
            await DoAsync(row, new Once($"outbox-{row.Id}", row.TriedSince), cancellationToken);
            return ErrandOutcome.Done;
        }
        catch (DeliveryException refused)
        {
            return new ErrandOutcome(refused.Code, refused.RetryAfter is null, refused.RetryAfter);
        }
        catch (Exception failed) when (failed is not (NpgsqlException or StorageAwayException or OutcomeUnknownException))
        {
            // A fault of the network, or a mistake of ours: either way the lane waits and the others go on.
            return new ErrandOutcome($"{failed.GetType().Name}: {failed.Message}", false, null) { IsUncertain = true };
        }
    }

    private Task DoAsync(OutboxRow row, Once once, CancellationToken cancellationToken) => row.Errand switch
    {
        OpenHomeErrand open => homes.OpenAsync(row.Incident!.Value, open, platforms.Of(open.Origin), cancellationToken),
        PostErrand post => platforms.Of(post.Conversation).PostAsync(post.Conversation, post.ThreadId, post.Text, once, cancellationToken),
        PrivateErrand post => platforms.Of(post.Conversation).PostPrivatelyAsync(post.Conversation, post.ThreadId, post.PersonId, post.Text, cancellationToken),
        ConfirmErrand or FindMessageErrand or HistoryErrand or TakeMessageErrand => messages.RunAsync(row, cancellationToken),
        ShareDocumentErrand share => documents.ShareAsync(row.Incident!.Value, share, once, cancellationToken),
        DirectErrand direct => DirectAsync(row, direct, once, cancellationToken),
        _ => homeErrands.RunAsync(row.Incident!.Value, row.Errand, once, cancellationToken),
    };

    /// <summary>To the person alone; where the platform does not allow that, in the incident's home.</summary>
    private async Task DirectAsync(OutboxRow row, DirectErrand direct, Once once, CancellationToken cancellationToken)
    {
        var platform = platforms.OfPerson(direct.PersonId);
        try
        {
            var conversation = await platform.OpenDirectAsync(direct.PersonId, cancellationToken);
            await platform.PostAsync(conversation, null, direct.Text, once, cancellationToken);
        }
        catch (DeliveryException refused) when (refused.RetryAfter is null && row.Incident is not null)
        {
            var home = (await incidents.FindAsync(row.Incident.Value, cancellationToken))?.Incident.Home ?? throw new DeliveryException("no_home");
            if (direct.IsPersonal)
                await platforms.Of(home).PostPrivatelyAsync(home, null, direct.PersonId, direct.Text, cancellationToken);
            else
                await platforms.Of(home).PostAsync(home, null, direct.Text, once, cancellationToken);
        }
    }
}
