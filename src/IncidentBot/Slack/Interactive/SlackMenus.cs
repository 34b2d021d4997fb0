using System.Data.Common;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Slack;

/// <summary>The entries of Slack's own menus. They work in threads too, where no command can be typed.</summary>
public sealed partial class SlackMenus(
    SlackPressReader reader, SlackIdentity identity, SlackMessages messages, ChatEventHandler handler, TimelineForms timeline, SlackActionForms actions,
    SlackPressAnswers answers, SlackWhispers whispers, SlackLateAnswers late, SlackCounters counters, ILogger<SlackMenus> logger)
{
    private const string Start = "start";

    public Task<SlackAnswer> TakeAsync(SlackInteraction done, CancellationToken stopping)
    {
        var entry = done.Payload.Text("callback_id"u8);
        if (entry is SlackShortcuts.Declare or SlackShortcuts.DeclareFromMessage or SlackShortcuts.AddToTimeline or SlackShortcuts.CreateActionItem)
            return late.InTimeAsync(TakeAsync(done, entry, stopping), "", stopping);

        counters.Ignored("shortcut");
        return Task.FromResult(SlackAnswer.Taken);
    }

    private async Task<SlackAnswer> TakeAsync(SlackInteraction done, string entry, CancellationToken cancellationToken)
    {
        try
        {
            var message = entry == SlackShortcuts.Declare ? null : await MessageAsync(done, cancellationToken);
            if (message is null && entry != SlackShortcuts.Declare)
                await whispers.SayAsync(done, BotText.Say($"This is no message of somebody's that could be kept."), cancellationToken);
            else
                await OpenAsync(done, entry, message, cancellationToken);
        }
        catch (Exception away) when (away is StorageAwayException or OutcomeUnknownException or DbException or TimeoutException)
        {
            LogStorageAway(away.Message);
            await whispers.SayAsync(done, BotText.Say($"The database is away: nothing was recorded. Please try again in a minute."), cancellationToken);
        }

        return SlackAnswer.Taken;
    }

    private async Task OpenAsync(SlackInteraction done, string entry, MessageEvent? message, CancellationToken cancellationToken)
    {
        var command = await reader.ReadAsync(done, SlackPressReader.Once(done.Trigger, done.User, entry), Start, cancellationToken);
        var reply = entry switch
        {
            SlackShortcuts.AddToTimeline => await timeline.OpenAsync(command, message!, cancellationToken),
            SlackShortcuts.CreateActionItem => await actions.OpenAsync(command, message!, cancellationToken),
            _ => await handler.HandleAsync(command with { WantsForm = true }, cancellationToken),
        };
        await answers.GiveAsync(done, reply, message is null ? null : RememberedMessage.Of(message), cancellationToken);
    }

    private async Task<MessageEvent?> MessageAsync(SlackInteraction done, CancellationToken cancellationToken)
    {
        var message = done.Payload.Child("message"u8);
        if (done.Channel is not { } channel)
            return null;

        var self = await identity.FindAsync(done.Team, cancellationToken) ?? new SlackSelf(done.Team, null, "", null, null);
        return self.IsAuthorOf(message)
            ? await timeline.BehindAsync(SlackMessages.SourceOf(self, done.Team, channel, message), cancellationToken)
            : await messages.PostedAsync(self, done.Team, channel, message, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "A form could not be opened: the database is away ({Reason})")]
    private partial void LogStorageAway(string reason);
}
