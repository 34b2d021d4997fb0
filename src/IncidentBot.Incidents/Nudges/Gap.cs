using IncidentBot.Incidents.Commands;

namespace IncidentBot.Incidents.Nudges;

/// <summary>A part that the document must have and has not.</summary>
/// <param name="Part">Its name, as completeness speaks of it.</param>
/// <param name="Command">How it is filled, without the word that calls the bot: <c>impact users &lt;text&gt;</c>.</param>
public sealed record Gap(string Part, string Command)
{
    private static readonly (string Begin, GapKind Kind)[] Kinds =
    [
        ("severity", GapKind.Severity),
        ("impact degradation", GapKind.Degradation),
        ("impact users", GapKind.Users),
        ("detect", GapKind.Detection),
        ("role commander", GapKind.Commander),
        ("role author", GapKind.Author),
        ("resolve", GapKind.Duration),
        ("note", GapKind.Timeline),
        ("fix immediate", GapKind.ImmediateAction),
        ("action", GapKind.ActionItem),
        ("factor", GapKind.Factor),
        ("lesson", GapKind.Lesson),
        ("cause", GapKind.Cause),
        ("summary", GapKind.Summary),
    ];

    public GapKind Kind => Kinds.FirstOrDefault(known => Command == known.Begin || Command.StartsWith(known.Begin + " ", StringComparison.Ordinal)).Kind;

    /// <summary>The verb whose form fills it.</summary>
    public string Verb => Kind switch
    {
        GapKind.Other => "section",
        // What lacks once it is resolved is a time to the minute.
        GapKind.Duration => "correct",
        _ => CommandLine.SplitFirst(Command).First,
    };
}

/// <summary>What is asked for: by it the words, the people and the reading of answers differ.</summary>
public enum GapKind
{
    /// <summary>A part of a team's own template, or one that nobody has found words for yet.</summary>
    Other,
    Severity,
    Degradation,
    Detection,
    Commander,
    Author,
    Duration,
    Users,
    Timeline,
    ImmediateAction,
    ActionItem,
    Factor,
    Lesson,
    Cause,
    Summary,
}
