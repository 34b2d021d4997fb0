using IncidentBot.Incidents;

namespace IncidentBot.Sandbox;

/// <summary>A place to talk in.</summary>
/// <param name="Id">Its name as well, without the <c>#</c>.</param>
/// <param name="OnlyFor">The short id of the person whose direct conversation with the bot it is.</param>
/// <param name="Clock">Where it does not show the real time.</param>
public sealed record SandboxRoom(string Id, string Topic, string? OnlyFor, RoomClock? Clock)
{
    public const string General = "general";

    public Conversation Conversation => ConversationOf(Id);

    public bool IsSeenBy(string person) => OnlyFor is null || OnlyFor == person;

    public static Conversation ConversationOf(string room) => new(SandboxPlatform.PlatformName, SandboxPlatform.PlatformName, room);
}

/// <summary>A clock that was set once and runs on from there: an example keeps its own dates and times.</summary>
public sealed record RoomClock(DateTimeOffset At, DateTimeOffset SetAt)
{
    public static DateTimeOffset Read(RoomClock? clock, DateTimeOffset realNow) => clock is null ? realNow : clock.At + (realNow - clock.SetAt);
}
