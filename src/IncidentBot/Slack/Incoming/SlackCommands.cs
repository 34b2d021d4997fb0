using IncidentBot.Chat;
using IncidentBot.Storage;

namespace IncidentBot.Slack;

/// <summary>Slash commands. Slack waits three seconds; an answer that takes longer follows by the command's <c>response_url</c>.</summary>
public sealed partial class SlackCommands(
    SlackCommandReader reader,
    SlackWorkspaces workspaces,
    ChatEventHandler handler,
    SlackForms forms,
    SlackLateAnswers late,
    ILogger<SlackCommands> logger)
{
    public Task<SlackAnswer> TakeAsync(SlackForm form, CancellationToken stopping)
    {
        if (form["ssl_check"] == "1")
            return Task.FromResult(SlackAnswer.Taken);
        if (SlackCommandReader.Missing(form) is not null)
            return Task.FromResult(SlackAnswer.Unreadable);
        if (!reader.IsOurs(form))
            return Task.FromResult(SlackAnswer.Say($"This command is not set up. The bot's operator adds it to {SlackOptions.Section}:{nameof(SlackOptions.CommandNames)}.", isForAll: false));

        return late.InTimeAsync(AnswerAsync(form, stopping), form["response_url"], stopping);
    }

    private async Task<SlackAnswer> AnswerAsync(SlackForm form, CancellationToken cancellationToken)
    {
        try
        {
            if (!await IsInstalledAsync(form, cancellationToken))
                return SlackAnswer.Say("The bot is not installed in this workspace, so it could do nothing here. Whoever runs it gives you the address to install it at.", isForAll: false);

            var command = await reader.ReadAsync(form, cancellationToken);
            var reply = await handler.HandleAsync(command, cancellationToken);
            return reply is null || await IsFormOpenedAsync(form, command, reply, cancellationToken)
                ? SlackAnswer.Taken
                : SlackAnswer.Say(SlackContent.Of(reply.Text), reply.IsForAll);
        }
        catch (StorageAwayException away)
        {
            LogStorageAway(away.InnerException?.Message);
            return SlackAnswer.Say("The bot's database is away: nothing was recorded. Please send the command again in a minute.", isForAll: false);
        }
        catch (OutcomeUnknownException uncertain)
        {
            LogStorageAway(uncertain.InnerException?.Message);
            return SlackAnswer.Say("The bot's database went away while it worked. Please look with `show` whether that was recorded before you send it again.", isForAll: false);
        }
    }

    private async Task<bool> IsInstalledAsync(SlackForm form, CancellationToken cancellationToken)
    {
        try
        {
            await workspaces.LearnAsync(form["team_id"], form["enterprise_id"], cancellationToken);
            return await workspaces.ServesAsync(form["team_id"], cancellationToken);
        }
        catch (Exception away) when (StorageAwayException.Explains(away))
        {
            throw new StorageAwayException(away);
        }
    }

    /// <summary>A command that lacks what its form asks for opens it.</summary>
    private async Task<bool> IsFormOpenedAsync(SlackForm typed, CommandEvent command, Reply reply, CancellationToken cancellationToken)
    {
        if (reply.Form is not { } form)
            return false;

        var conversation = command.Source.Conversation;
        var what = new OpenForm(form.Verb, conversation.Workspace, SlackText.Clean(typed["user_id"]), conversation.Channel, command.ConversationName, null, reply.Incident);
        return await forms.OpenAsync(typed["trigger_id"], form, what, cancellationToken) == FormOpening.Opened;
    }

    [LoggerMessage(LogLevel.Warning, "A command could not be carried out: the database is away ({Reason})")]
    private partial void LogStorageAway(string? reason);
}
