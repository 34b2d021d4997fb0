namespace IncidentBot.Incidents.Commands;

/// <summary>What stands behind an option's name.</summary>
public enum OptionKind
{
    /// <summary>Nothing: <c>--private</c>.</summary>
    Flag,

    /// <summary>One word, or a quoted phrase: <c>--service "a b",c</c>.</summary>
    Word,

    /// <summary>A span of time: <c>--next 30m</c>.</summary>
    Duration,

    /// <summary>A time: <c>--at 25m ago</c>.</summary>
    Time,

    /// <summary>All the text that follows, other options aside: <c>--anyway nobody was harmed</c>.</summary>
    Rest,
}

/// <summary>An option that a command declares. The name is without dashes, in small letters: <c>at</c>.</summary>
public sealed record OptionSpec(string Name, OptionKind Kind);
