using System.Collections.Immutable;
using IncidentBot.Incidents;

namespace IncidentBot.Sandbox;

public enum MessageKind
{
    /// <summary>Somebody said something.</summary>
    Message,

    /// <summary>Somebody typed a line to the bot.</summary>
    Command,

    /// <summary>The bot speaks.</summary>
    Bot,
}

/// <summary>A message as it stands now.</summary>
/// <param name="Id">When it was posted: <see cref="MessageTime"/>.</param>
/// <param name="Person">The short id of who said it; the bot's is <see cref="BotName"/>.</param>
/// <param name="OnlyFor">The one person who sees it.</param>
/// <param name="Text">What a person typed; nothing once it was deleted.</param>
/// <param name="Said">What the bot says.</param>
public sealed record SandboxMessage(
    string Room, string Id, string? ThreadId, MessageKind Kind, string Person, string? OnlyFor, string? Text, BotText? Said)
{
    public const string BotName = "incidentbot";

    /// <summary>By emoji, who reacted, in that order.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Reactions { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;
    public bool IsPinned { get; init; }
    public DateTimeOffset? EditedAt { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Of two states of a message, the greater is the newer.</summary>
    public long Version { get; init; }

    public DateTimeOffset At => MessageTime.Read(Id);

    public EventSource Source => new(SandboxRoom.ConversationOf(Room), Id, ThreadId);

    public bool IsSeenBy(string person) => OnlyFor is null || OnlyFor == person;

    public SandboxMessage With(string emoji, string person, bool isOn)
    {
        var people = Reactions.GetValueOrDefault(emoji, []).Remove(person);
        people = isOn ? people.Add(person) : people;
        return this with { Reactions = people.IsEmpty ? Reactions.Remove(emoji) : Reactions.SetItem(emoji, people) };
    }
}
