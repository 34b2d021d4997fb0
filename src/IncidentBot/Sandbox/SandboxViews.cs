using System.Collections.Immutable;
using IncidentBot.Documents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Postmortems;

namespace IncidentBot.Sandbox;

/// <summary>A message as the page gets it.</summary>
public sealed record MessageView(
    string Room, string Id, string? Thread, MessageKind Kind, string Person, string? Text, ImmutableArray<Span>? Said, DateTimeOffset At,
    bool IsEdited, bool IsDeleted, bool IsPinned, bool IsPrivate, ImmutableSortedDictionary<string, ImmutableArray<string>> Reactions, long Version)
{
    public static MessageView Of(SandboxMessage message) => new(
        message.Room, message.Id, message.ThreadId, message.Kind, message.Person, message.Text,
        message.Said is { } said ? SandboxFormatter.Spans(said) : null,
        message.At, message.EditedAt is not null, message.DeletedAt is not null, message.IsPinned, message.OnlyFor is not null, message.Reactions, message.Version);
}

/// <param name="SecondsAhead">How far its clock is ahead of the real one; nothing where it shows the real time.</param>
public sealed record RoomView(string Id, string Topic, bool IsDirect, double? SecondsAhead, IncidentView? Incident)
{
    public static RoomView Of(SandboxRoom room, IncidentView? incident) => new(
        room.Id, room.Topic, room.OnlyFor is not null, room.Clock is { } clock ? (clock.At - clock.SetAt).TotalSeconds : null, incident);
}

public sealed record IncidentView(string Id, string Title, string Status, string? Severity);

public sealed record PersonView(string Id, string Name, string Place, string TimeZone, bool IsMachine);

/// <summary>What the page offers while a command is typed.</summary>
public sealed record CommandView(string Name, ImmutableArray<string> Aliases, ImmutableArray<string> Usage, string Summary, string Example);

public sealed record StartView(ImmutableArray<PersonView> People, ImmutableArray<CommandView> Commands, IReadOnlyList<string> Emoji, int LongestText)
{
    public static StartView Standard { get; } = new(
        [.. SandboxPerson.Cast.Select(person => new PersonView(person.Id, person.Name, person.Place, person.TimeZone, person.IsMachine))],
        [.. CommandTable.Standard.Commands.Select(command => new CommandView(command.Name, command.Aliases, command.Usage, command.Summary, command.Example))],
        SandboxEmoji.ForPeople,
        SandboxRequests.LongestText);
}

public sealed record SectionView(string Id, string Html);

public sealed record DocumentView(string Incident, ImmutableArray<string> Order, ImmutableArray<SectionView> Changed, int Filled, int Required, ImmutableArray<MissingPart> Missing)
{
    public static DocumentView Of(DocumentChange change) => new(
        change.Incident.Value,
        change.Order,
        [.. change.Changed.Select(section => new SectionView(section.Id, section.Html))],
        change.Completeness.Filled,
        change.Completeness.Required,
        change.Completeness.Missing);
}
