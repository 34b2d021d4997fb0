using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Chat;

/// <summary>Something that happened in a chat, in nobody's dialect. Platforms translate into it; nothing behind it knows them.</summary>
/// <param name="Key">
/// Unique for what happened, not for its delivery: a message delivered eleven times has one key. Stored as it is, so
/// nothing secret goes into it.
/// </param>
/// <param name="By">The author, under the name people read.</param>
/// <param name="At">When it happened, by the platform's clock.</param>
/// <param name="Zone">The author's time zone, which bare times are in.</param>
public abstract record ChatEvent(string Key, EventSource Source, Person By, DateTimeOffset At, TimeZoneInfo Zone);

/// <summary>A message was posted, edited, deleted, kept or un-kept: <see cref="MessagePosted"/> and its kin.</summary>
public sealed record MessageEvent(string Key, EventSource Source, Person By, DateTimeOffset At, TimeZoneInfo Zone, TimelineDetail Detail)
    : ChatEvent(Key, Source, By, At, Zone);

/// <summary>Something happened to a conversation itself: somebody came or went, it was archived.</summary>
public sealed record ConversationEvent(string Key, EventSource Source, Person By, DateTimeOffset At, TimeZoneInfo Zone, TimelineDetail Detail)
    : ChatEvent(Key, Source, By, At, Zone)
{
    /// <summary>What the person is to the organisation.</summary>
    public Standing Standing { get; init; }
}

/// <summary>Somebody spoke to the bot: typed a command, pressed a button, filled in a form.</summary>
/// <param name="Text">Without the word that calls the bot; people as tokens <c>&lt;@id&gt;</c>.</param>
/// <param name="Mentions">The people behind the tokens.</param>
/// <param name="ConversationName">As people see it.</param>
/// <param name="IsAnsweredInPlace">
/// Whether the platform carries the answer back in the same breath (a slash command); otherwise the outbox takes it.
/// </param>
public sealed record CommandEvent(
    string Key,
    EventSource Source,
    Person By,
    DateTimeOffset At,
    TimeZoneInfo Zone,
    string Text,
    ImmutableDictionary<string, Person> Mentions,
    string ConversationName,
    bool IsAnsweredInPlace) : ChatEvent(Key, Source, By, At, Zone)
{
    /// <summary>The incident that was pointed at; without it, the conversation's, or the one whose id was typed behind the verb.</summary>
    public IncidentId? About { get; init; }

    public Standing Standing { get; init; }

    /// <summary>The account that they used, where <see cref="ChatEvent.By"/> is the person that it is one of.</summary>
    public Person? Account { get; init; }

    /// <summary>Whether people of another organisation read along in the conversation: what is said there, the sender alone is told.</summary>
    public bool IsShared { get; init; }

    /// <summary>What was filled in, in place of a text.</summary>
    public FilledForm? Form { get; init; }

    /// <summary><see cref="Text"/> is a verb, and its form is wanted.</summary>
    public bool WantsForm { get; init; }

    /// <summary>Whether it was pressed or filled in: nobody sees that, so what all shall know is posted in the incident's home.</summary>
    public bool IsPressed { get; init; }

    /// <summary>The message it was declared from, which becomes the first of the incident.</summary>
    public MessageEvent? From { get; init; }
}

/// <summary>The keys of what happens in every chat.</summary>
public static class EventKeys
{
    public static string Message(EventSource source) => $"message {source.MessageKey}";

    public static string Edit(EventSource source, string version) => $"edit {source.MessageKey} {version}";

    public static string Deletion(EventSource source) => $"deletion {source.MessageKey}";

    /// <summary>A mark can be set, taken away and set again: each time is its own event.</summary>
    public static string Mark(EventSource source, string mark, string occasion) => $"mark {source.MessageKey} {mark} {occasion}";
}
