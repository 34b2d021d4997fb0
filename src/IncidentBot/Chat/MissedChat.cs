using IncidentBot.Incidents;

namespace IncidentBot.Chat;

/// <summary>A stretch of a conversation that nobody listened to.</summary>
/// <param name="Since">Where reading begins; some of what is found is known already.</param>
/// <param name="To">From when on the bot listened again.</param>
/// <param name="ReadDownTo">History is read from its end: what is younger than this was read before a restart.</param>
/// <param name="Threads">Threads that are known; those that began before may have gone on.</param>
public sealed record MissedChat(
    Conversation Conversation, DateTimeOffset Since, DateTimeOffset To, DateTimeOffset? ReadDownTo, IReadOnlyList<string> Threads);

/// <summary>
/// Some of what a platform's history shows: messages as they read now, each followed by what else can be seen of it, its
/// newest edit and the marks that keep it; and the places where a message was deleted.
/// </summary>
/// <param name="ReadDownTo">What to go on with if reading stops after this page.</param>
public sealed record ChatPage(IReadOnlyList<MessageEvent> Events, DateTimeOffset? ReadDownTo);

/// <summary>The bytes of a file, as its platform gave them.</summary>
public sealed record FetchedFile(string Name, string? Type, byte[] Content);
