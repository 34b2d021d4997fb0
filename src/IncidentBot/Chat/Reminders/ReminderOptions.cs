using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using IncidentBot.Incidents.Nudges;

namespace IncidentBot.Chat.Reminders;

/// <summary><c>Reminders</c>: when people are reminded of action items, and who answers for a team's.</summary>
public sealed class ReminderOptions
{
    public const string Section = "Reminders";

    /// <summary>Whether anybody is reminded at all, or told of an item that became theirs.</summary>
    public bool Enabled { get; set; } = true;

    public string From { get; set; } = "09:00";

    public string Until { get; set; } = "17:00";

    /// <summary>English names; none stands for Monday to Friday.</summary>
    public string[] WorkingDays { get; set; } = [];

    /// <summary><c>2024-12-25</c></summary>
    public string[] Holidays { get; set; } = [];

    [Range(1, 365, ErrorMessage = "Reminders:EscalateAfterDays is the day overdue from which the commander is told: 1 to 365, for example 3.")]
    public int EscalateAfterDays { get; set; } = 3;

    [Range(1, 365, ErrorMessage = "Reminders:EscalateToLeadAfterDays is the day overdue from which Reminders:Lead is told: 1 to 365, for example 7.")]
    public int EscalateToLeadAfterDays { get; set; } = 7;

    /// <summary>A person's id: <c>slack:T01/U01</c>. Empty: nobody.</summary>
    public string Lead { get; set; } = "";

    public TeamSetting[] Teams { get; set; } = [];

    public ReminderRules Rules => new(
        new WorkingTime(
            TimeOnly.Parse(From, CultureInfo.InvariantCulture), TimeOnly.Parse(Until, CultureInfo.InvariantCulture), Days,
            [.. Written(Holidays).Select(day => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture))]),
        EscalateAfterDays,
        EscalateToLeadAfterDays);

    internal static IEnumerable<string> Written(string[] words) => words.Select(word => word.Trim()).Where(word => word.Length > 0);

    private ImmutableHashSet<DayOfWeek> Days => Written(WorkingDays).Select(day => Enum.Parse<DayOfWeek>(day, ignoreCase: true)).ToImmutableHashSet() is { IsEmpty: false } days
        ? days
        : WorkingTime.Usual.Days;
}

/// <summary>Who answers for what a team owns: people by their ids (<c>slack:T01/U01</c>), or a channel (<c>slack:T01/C01</c>).</summary>
public sealed class TeamSetting
{
    public string Name { get; set; } = "";

    public string[] People { get; set; } = [];

    public string Channel { get; set; } = "";
}
