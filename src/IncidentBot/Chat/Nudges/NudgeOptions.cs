using System.ComponentModel.DataAnnotations;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Nudges;

namespace IncidentBot.Chat.Nudges;

/// <summary><c>Nudges</c>: when people are nudged. 0 switches a nudge off.</summary>
public sealed class NudgeOptions : IValidatableObject
{
    public const string Section = "Nudges";
    private const int Day = 1440;

    /// <summary>Whether the bot nudges at all.</summary>
    public bool Enabled { get; set; } = true;

    [Range(0, Day, ErrorMessage = "Nudges:NoCommanderMinutes pass from the declaration until a commander is asked for: 0 (never) to 1440 minutes, for example 2.")]
    public int NoCommanderMinutes { get; set; } = 2;

    [Range(0, Day, ErrorMessage = "Nudges:NoSeverityMinutes pass from the declaration until a severity is asked for: 0 (never) to 1440 minutes, for example 5.")]
    public int NoSeverityMinutes { get; set; } = 5;

    /// <summary>Whether it is said that a status update is due that was promised.</summary>
    public bool PromisedUpdates { get; set; } = true;

    /// <summary>By severity: minutes after which the next status update is due where none was promised.</summary>
    public Dictionary<string, int> UpdateEvery { get; } = new(StringComparer.OrdinalIgnoreCase) { ["P0"] = 30, ["P1"] = 60, ["P2"] = 0, ["P3"] = 0 };

    [Range(0, Day, ErrorMessage = "Nudges:QuietMinutes is how long nobody says or does anything before it is asked whether the incident goes on: 0 (never) to 1440 minutes, for example 60.")]
    public int QuietMinutes { get; set; } = 60;

    [Range(0, Day, ErrorMessage = "Nudges:NobodyActsMinutes is how long nobody takes up a P0 before the others are told: 0 (never) to 1440 minutes, for example 5.")]
    public int NobodyActsMinutes { get; set; } = 5;

    [Range(0, 60, ErrorMessage = "Nudges:UrgentPostmortemDays pass from the resolve of a P0 or P1 until its postmortem is asked for: 0 (never) to 60 days, for example 3.")]
    public int UrgentPostmortemDays { get; set; } = 3;

    [Range(0, 60, ErrorMessage = "Nudges:PostmortemWorkingDays pass from the resolve of any other incident until its postmortem is asked for: 0 (never) to 60 working days, for example 5.")]
    public int PostmortemWorkingDays { get; set; } = 5;

    [Range(0, 60, ErrorMessage = "Nudges:ReviewAgainDays after the day of a review it is spoken of again, as on the day itself: 0 (neither) to 60 days, for example 3.")]
    public int ReviewAgainDays { get; set; } = 3;

    [Range(0, 60, ErrorMessage = "Nudges:SignOffWorkingDays is how long a signature may be missing beside another: 0 (for ever) to 60 working days, for example 1.")]
    public int SignOffWorkingDays { get; set; } = 1;

    [Range(0, 1000, ErrorMessage = "Nudges:MostMessages is how many messages there may be within Nudges:WithinMinutes, if people are not to be taken for busy: 0 to 1000, for example 5.")]
    public int MostMessages { get; set; } = 5;

    [Range(1, 120, ErrorMessage = "Nudges:WithinMinutes are the minutes in which Nudges:MostMessages are counted: 1 to 120, for example 5.")]
    public int WithinMinutes { get; set; } = 5;

    /// <summary>As <c>Reminders</c> says it: people have one working time.</summary>
    internal WorkingTime Work { get; set; } = WorkingTime.Usual;

    public NudgeSettings Settings => new()
    {
        IsOn = Enabled,
        Work = Work,
        NoCommander = TimeSpan.FromMinutes(NoCommanderMinutes),
        NoSeverity = TimeSpan.FromMinutes(NoSeverityMinutes),
        PromisedUpdates = PromisedUpdates,
        UpdateEvery = [.. Severities.All.Select(severity => TimeSpan.FromMinutes(UpdateEvery.GetValueOrDefault(severity.Value)))],
        Quiet = TimeSpan.FromMinutes(QuietMinutes),
        NobodyActs = TimeSpan.FromMinutes(NobodyActsMinutes),
        UrgentPostmortem = UrgentPostmortemDays,
        Postmortem = PostmortemWorkingDays,
        ReviewAgain = ReviewAgainDays,
        SignOff = SignOffWorkingDays,
        MostMessages = MostMessages,
        Within = TimeSpan.FromMinutes(WithinMinutes),
    };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (severity, minutes) in UpdateEvery)
        {
            if (Severities.All.All(known => !known.Value.Equals(severity, StringComparison.OrdinalIgnoreCase)))
                yield return new ValidationResult($"Nudges:UpdateEvery:{severity} names no severity: there are P0, P1, P2 and P3.");
            else if (minutes is < 0 or > Day)
                yield return new ValidationResult($"Nudges:UpdateEvery:{severity} is the minutes between two status updates: 0 (nobody is asked) to 1440, for example 30.");
        }
    }
}
