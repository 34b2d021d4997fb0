using System.Collections.Concurrent;
using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Tests.Infrastructure;

/// <summary>A chat that keeps what the bot says in it.</summary>
internal sealed class RecordingPlatform(string name = "test") : IChatPlatform
{
    private int _number;

    /// <summary>In the order in which it was said: the channel, and the words.</summary>
    public ConcurrentQueue<(string Channel, string Text)> Said { get; } = new();

    /// <summary>Each message's words, as they are now.</summary>
    public ConcurrentDictionary<string, BotText> Shown { get; } = new();

    /// <summary>Why it does not speak somewhere, by the channel.</summary>
    public ConcurrentDictionary<string, string> Refuses { get; } = new();

    /// <summary>Where it asks for patience, again and again.</summary>
    public ConcurrentDictionary<string, TimeSpan> HoldsUp { get; } = new();

    public string Name => name;

    public bool HasThreads { get; init; } = true;

    public IEnumerable<string> SaidIn(string channel) => Said.Where(said => said.Channel == channel).Select(said => said.Text);

    public Task<OpenedHome> OpenHomeAsync(HomeRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new OpenedHome(request.Origin with { Channel = request.Id.Value }, $"inc-{request.Slug}"));

    public Task InviteAsync(Conversation conversation, IReadOnlyList<string> personIds, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string> PostAsync(Conversation conversation, string? threadId, BotText text, Once once, CancellationToken cancellationToken)
    {
        if (Refuses.TryGetValue(conversation.Channel, out var why))
            throw new DeliveryException(why);
        BePatient(conversation);

        var id = $"bot-{Interlocked.Increment(ref _number)}";
        Shown[id] = text;
        Said.Enqueue((conversation.Channel, text.ToPlainText()));
        return Task.FromResult(id);
    }

    public Task PostPrivatelyAsync(Conversation conversation, string? threadId, string personId, BotText text, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task UpdateAsync(Conversation conversation, string messageId, BotText text, CancellationToken cancellationToken)
    {
        BePatient(conversation);
        Shown[messageId] = text;
        return Task.CompletedTask;
    }

    public Task PinAsync(Conversation conversation, string messageId, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ConfirmAsync(Conversation conversation, string messageId, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetTopicAsync(Conversation conversation, string topic, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<Conversation> OpenDirectAsync(string personId, CancellationToken cancellationToken) =>
        Task.FromResult(new Conversation(name, "T", $"direct {personId}"));

    public Task<MessageEvent?> FindMessageAsync(EventSource source, CancellationToken cancellationToken) => Task.FromResult<MessageEvent?>(null);

    public async IAsyncEnumerable<MessageEvent> ReadHistoryAsync(
        Conversation conversation, DateTimeOffset since, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield break;
    }

    private void BePatient(Conversation conversation)
    {
        if (HoldsUp.TryGetValue(conversation.Channel, out var pause))
            throw new DeliveryException("held_up", pause);
    }
}
