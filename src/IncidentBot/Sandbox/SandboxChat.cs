using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Sandbox;

/// <summary>What came of a post: the message as it stands, and the bot's answer where it was a command.</summary>
public sealed record SandboxPost(SandboxMessage Message, Reply? Reply);

/// <summary>
/// What people do in the sandbox. Everything goes the way of every chat, through the <see cref="ChatEventHandler"/>, and
/// is shown once it is stored.
/// </summary>
public sealed class SandboxChat(SandboxBoard board, SandboxStore store, SandboxClock clock, SandboxFeed feed, ChatEventHandler handler)
{
    /// <exception cref="Storage.StorageAwayException">Nothing was recorded.</exception>
    public async Task<SandboxPost> PostAsync(string room, SandboxPerson by, string text, string? threadId, CancellationToken cancellationToken)
    {
        if (SandboxTranslator.CommandIn(text) is { } command)
            return await AskAsync(room, by, text, command, threadId, cancellationToken);

        var message = await board.AddAsync(new SandboxMessage(room, "", threadId, MessageKind.Message, by.Id, null, text, null), cancellationToken);
        await RecordOrForgetAsync(message, SandboxTranslator.Posted(message, by), cancellationToken);
        feed.Show(message);
        return new SandboxPost(message, null);
    }

    /// <param name="message">The sender's own.</param>
    public async Task EditAsync(SandboxMessage message, SandboxPerson by, string text, CancellationToken cancellationToken)
    {
        var now = await clock.NowAsync(message.Room, cancellationToken);
        await handler.HandleAsync(SandboxTranslator.Edited(message with { Text = text }, by, now), cancellationToken);
        await board.ChangeAsync(message.Room, message.Id, known => known with { Text = text, EditedAt = now }, cancellationToken);
    }

    /// <param name="message">The sender's own.</param>
    public async Task DeleteAsync(SandboxMessage message, SandboxPerson by, CancellationToken cancellationToken)
    {
        var now = await clock.NowAsync(message.Room, cancellationToken);
        await handler.HandleAsync(SandboxTranslator.Deleted(message, by, now), cancellationToken);
        await board.ChangeAsync(message.Room, message.Id, known => known with { Text = null, DeletedAt = now }, cancellationToken);
    }

    public async Task ReactAsync(SandboxMessage message, SandboxPerson by, string emoji, bool isOn, CancellationToken cancellationToken)
    {
        if (message.Reactions.GetValueOrDefault(emoji, []).Contains(by.Id) == isOn)
            return;
        if (emoji == SandboxEmoji.Keep)
            await handler.HandleAsync(SandboxTranslator.Marked(message, by, isOn, await clock.NowAsync(message.Room, cancellationToken)), cancellationToken);

        await board.ChangeAsync(message.Room, message.Id, known => WithoutEmptyConfirmation(known.With(emoji, by.Id, isOn), by), cancellationToken);
    }

    /// <summary>What nobody keeps any more is in the timeline only if it begins with a time.</summary>
    private static SandboxMessage WithoutEmptyConfirmation(SandboxMessage message, SandboxPerson by)
    {
        var isKept = message.Reactions.ContainsKey(SandboxEmoji.Keep)
            || MessageRecorder.IsWrittenForTheTimeline(new MessagePosted(message.Text), new SenderClock(message.At, (SandboxPerson.Find(message.Person) ?? by).Zone));
        return isKept ? message : message.With(SandboxEmoji.Confirmed, SandboxMessage.BotName, isOn: false);
    }

    private async Task<SandboxPost> AskAsync(string room, SandboxPerson by, string text, string command, string? threadId, CancellationToken cancellationToken)
    {
        var line = await board.AddAsync(new SandboxMessage(room, "", threadId, MessageKind.Command, by.Id, by.Id, text, null), cancellationToken);
        var reply = await RecordOrForgetAsync(line, SandboxTranslator.Command(line, by, command), cancellationToken);

        // As with slash commands elsewhere: an answer for all shows what was typed, any other is between sender and bot.
        if (reply is { IsForAll: true })
            line = await board.ChangeAsync(room, line.Id, known => known with { OnlyFor = null }, cancellationToken) ?? line;
        else
            feed.Show(line);

        if (reply is not null)
            await board.PostAsync(new SandboxMessage(room, "", threadId, MessageKind.Bot, SandboxMessage.BotName, line.OnlyFor, null, WithForm(reply)), cancellationToken);
        return new SandboxPost(line, reply);
    }

    private static BotText WithForm(Reply reply) =>
        reply.Form is { } form ? reply.Text.Then($"\n{Offered.Form(form.Title, form.Verb, reply.Incident)}") : reply.Text;

    private async Task<Reply?> RecordOrForgetAsync(SandboxMessage message, ChatEvent happened, CancellationToken cancellationToken)
    {
        var isRecorded = false;
        try
        {
            var reply = await handler.HandleAsync(happened, cancellationToken);
            isRecorded = true;
            return reply;
        }
        finally
        {
            if (!isRecorded)
                await store.ForgetAsync(message, CancellationToken.None);
        }
    }
}
