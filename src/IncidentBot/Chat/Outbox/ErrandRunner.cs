using IncidentBot.Chat.People;
using IncidentBot.Storage;
using Npgsql;

namespace IncidentBot.Chat.Outbox;

/// <summary>Carries an errand out on the platform it is for.</summary>
public sealed class ErrandRunner(
    ChatPlatforms platforms, PersonalPosts personal, HomeErrands homeErrands, MessageTracker messages, HomeOpener homes, SharedFiles files, Prompts prompts, PersonErrands people)
{
    public async Task<ErrandOutcome> RunAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        try
        {
            await DoAsync(row with { Errand = people.AsKnownNow(row.Errand) }, new Once($"outbox-{row.Id}", row.TriedSince), cancellationToken);
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
        PostErrand { ElseTo: { } person } post => personal.PostAsync(post, person, once, cancellationToken),
        PostErrand post => platforms.Of(post.Conversation).PostAsync(post.Conversation, post.ThreadId, post.Text, once, cancellationToken),
        PrivateErrand post => personal.ShowAsync(post.Conversation, post.ThreadId, post.PersonId, post.Text, once, cancellationToken),
        ConfirmErrand or UnconfirmErrand or FindMessageErrand or HistoryErrand or MissedChatErrand or FetchFileErrand or TakeMessageErrand or RelayErrand => messages.RunAsync(row, once, cancellationToken),
        QuestionErrand or AnswerErrand or NudgeErrand or ReminderErrand or ReminderPostErrand or AssignedErrand => prompts.RunAsync(row, once, cancellationToken),
        RecogniseErrand or ClaimErrand or SignInErrand => people.RunAsync(row, once, cancellationToken),
        ShareDocumentErrand or SharePictureErrand => files.ShareAsync(row.Incident!.Value, row.Errand, once, cancellationToken),
        DirectErrand direct => personal.SendAsync(row.Incident, direct, once, cancellationToken),
        _ => homeErrands.RunAsync(row.Incident!.Value, row.Errand, once, cancellationToken),
    };
}
