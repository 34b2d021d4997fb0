using System.Collections.Immutable;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Sandbox;

/// <summary>Buttons and forms of the sandbox: what they say goes the way of a typed command, and nobody sees it typed.</summary>
public sealed class SandboxPresses(SandboxBoard board, SandboxClock clock, ChatEventHandler handler)
{
    /// <exception cref="Storage.StorageAwayException">Nothing was recorded.</exception>
    public async Task PressAsync(string room, SandboxPerson by, string command, IncidentId? about, CancellationToken cancellationToken)
    {
        var pressed = await EventAsync(room, by, command, about, cancellationToken);
        if (await handler.HandleAsync(pressed, cancellationToken) is { IsForAll: false, Text.IsEmpty: false } reply)
            await board.PostAsync(new SandboxMessage(room, "", null, MessageKind.Bot, SandboxMessage.BotName, by.Id, null, reply.Text), cancellationToken);
    }

    /// <returns>A reply with the form, or a refusal.</returns>
    public async Task<Reply?> OpenAsync(string room, SandboxPerson by, string verb, IncidentId? about, CancellationToken cancellationToken) =>
        await handler.HandleAsync(await EventAsync(room, by, verb, about, cancellationToken) with { WantsForm = true }, cancellationToken);

    public async Task<Reply?> FillAsync(
        string room, SandboxPerson by, string verb, IncidentId? about, IReadOnlyDictionary<string, string> answers, CancellationToken cancellationToken)
    {
        var filled = await EventAsync(room, by, verb, about, cancellationToken);
        return await handler.HandleAsync(filled with { Form = new FilledForm(verb, answers.ToImmutableDictionary()) }, cancellationToken);
    }

    private async Task<CommandEvent> EventAsync(string room, SandboxPerson by, string text, IncidentId? about, CancellationToken cancellationToken)
    {
        var occasion = Guid.NewGuid().ToString("N");
        var source = new EventSource(SandboxRoom.ConversationOf(room), $"press-{occasion}");
        return new CommandEvent(
            $"press {source.MessageKey}", source, by.Person, await clock.NowAsync(room, cancellationToken), by.Zone, text, SandboxPerson.ById, room, IsAnsweredInPlace: false)
        {
            IsPressed = true,
            About = about,
        };
    }
}
