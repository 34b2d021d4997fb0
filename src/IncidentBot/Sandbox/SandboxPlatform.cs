using System.Runtime.CompilerServices;
using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Sandbox;

/// <summary>The chat in the browser, as the bot uses it.</summary>
public sealed class SandboxPlatform(SandboxRoomStore rooms, SandboxStore messages, SandboxBoard board, SandboxFeed feed, TimeProvider time) : IChatPlatform
{
    public const string PlatformName = "sandbox";

    private const int LongestRoomName = 80;

    public string Name => PlatformName;

    /// <summary>A new room's clock shows what the one shows where the incident was declared.</summary>
    public async Task<OpenedHome> OpenHomeAsync(HomeRequest request, CancellationToken cancellationToken)
    {
        var name = $"{request.Id.Value.ToLowerInvariant()}-{request.Slug}";
        name = (name.Length > LongestRoomName ? name[..LongestRoomName] : name).TrimEnd('-');
        var origin = await rooms.FindAsync(request.Origin.Channel, cancellationToken);
        var room = new SandboxRoom(name, "", null, origin?.Clock);
        await rooms.OpenAsync(room, time.GetUtcNow(), cancellationToken);
        feed.RoomsMayHaveChanged();
        return new OpenedHome(room.Conversation, name);
    }

    /// <summary>Every room is open to all: nobody has to be let in.</summary>
    public Task InviteAsync(Conversation conversation, IReadOnlyList<string> personIds, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string> PostAsync(Conversation conversation, string? threadId, BotText text, Once once, CancellationToken cancellationToken) =>
        SayAsync(conversation, threadId, null, text, cancellationToken);

    public Task PostPrivatelyAsync(Conversation conversation, string? threadId, string personId, BotText text, CancellationToken cancellationToken) =>
        SayAsync(conversation, null, ShortId(personId), text, cancellationToken);

    public Task UpdateAsync(Conversation conversation, string messageId, BotText text, CancellationToken cancellationToken) =>
        ChangeAsync(conversation, messageId, message => message with { Said = text }, cancellationToken);

    public Task PinAsync(Conversation conversation, string messageId, CancellationToken cancellationToken) =>
        ChangeAsync(conversation, messageId, message => message with { IsPinned = true }, cancellationToken);

    public Task ConfirmAsync(Conversation conversation, string messageId, CancellationToken cancellationToken) =>
        ChangeAsync(conversation, messageId, message => message.With(SandboxEmoji.Confirmed, SandboxMessage.BotName, isOn: true), cancellationToken);

    public async Task SetTopicAsync(Conversation conversation, string topic, CancellationToken cancellationToken)
    {
        await rooms.SetTopicAsync(conversation.Channel, topic, cancellationToken);
        feed.RoomsMayHaveChanged();
    }

    public async Task<Conversation> OpenDirectAsync(string personId, CancellationToken cancellationToken)
    {
        var person = ShortId(personId);
        if (SandboxPerson.Find(person) is null)
            throw new DeliveryException("unknown_person");

        var room = new SandboxRoom($"dm-{person}", "", person, null);
        await rooms.OpenAsync(room, time.GetUtcNow(), cancellationToken);
        feed.RoomsMayHaveChanged();
        return room.Conversation;
    }

    public async Task<MessageEvent?> FindMessageAsync(EventSource source, CancellationToken cancellationToken) =>
        await messages.FindAsync(source.Conversation.Channel, source.MessageId, cancellationToken) is { Kind: MessageKind.Message, DeletedAt: null } message
            ? SandboxTranslator.Posted(message, SandboxPerson.Find(message.Person)!)
            : null;

    public async IAsyncEnumerable<MessageEvent> ReadHistoryAsync(
        Conversation conversation, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var message in await messages.SinceAsync(conversation.Channel, MessageTime.Write(since), cancellationToken))
            yield return SandboxTranslator.Posted(message, SandboxPerson.Find(message.Person)!);
    }

    private async Task<string> SayAsync(Conversation conversation, string? threadId, string? onlyFor, BotText text, CancellationToken cancellationToken)
    {
        if (await rooms.FindAsync(conversation.Channel, cancellationToken) is null)
            throw new DeliveryException("room_not_found");

        var said = new SandboxMessage(conversation.Channel, "", threadId, MessageKind.Bot, SandboxMessage.BotName, onlyFor, null, text);
        return (await board.PostAsync(said, cancellationToken)).Id;
    }

    private async Task ChangeAsync(Conversation conversation, string messageId, Func<SandboxMessage, SandboxMessage> change, CancellationToken cancellationToken)
    {
        if (await board.ChangeAsync(conversation.Channel, messageId, change, cancellationToken) is null)
            throw new DeliveryException("message_not_found");
    }

    private static string ShortId(string personId) => personId[(personId.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
