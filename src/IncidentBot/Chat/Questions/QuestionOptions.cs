using System.ComponentModel.DataAnnotations;
using IncidentBot.Incidents.Nudges;

namespace IncidentBot.Chat.Questions;

/// <summary><c>Questions</c>: when people are asked for what a document lacks.</summary>
public sealed class QuestionOptions
{
    public const string Section = "Questions";

    /// <summary>Whether the bot asks by itself. Whoever types <c>postmortem ask</c> is asked all the same.</summary>
    public bool Enabled { get; set; } = true;

    [Range(1, 1440, ErrorMessage = "Questions:QuietMinutes is how long nothing happens in a running incident before it asks: 1 to 1440 minutes, for example 10.")]
    public int QuietMinutes { get; set; } = 10;

    [Range(1, 1440, ErrorMessage = "Questions:PauseMinutes lie between two questions while an incident runs: 1 to 1440 minutes, for example 30.")]
    public int PauseMinutes { get; set; } = 30;

    [Range(0, 1440, ErrorMessage = "Questions:AfterResolveMinutes pass from the resolve to the first question: 0 to 1440 minutes, for example 10.")]
    public int AfterResolveMinutes { get; set; } = 10;

    [Range(1, 336, ErrorMessage = "Questions:PatienceHours is how long an answer is waited for: 1 to 336 hours, for example 24.")]
    public int PatienceHours { get; set; } = 24;

    [Range(0, 1000, ErrorMessage = "Questions:MostMessages is how many messages there may be within Questions:WithinMinutes, if people are not to be taken for busy: 0 to 1000, for example 5.")]
    public int MostMessages { get; set; } = 5;

    [Range(1, 120, ErrorMessage = "Questions:WithinMinutes are the minutes in which Questions:MostMessages are counted: 1 to 120, for example 5.")]
    public int WithinMinutes { get; set; } = 5;

    public QuestionPace Pace => new(
        Enabled,
        TimeSpan.FromMinutes(QuietMinutes),
        TimeSpan.FromMinutes(PauseMinutes),
        TimeSpan.FromMinutes(AfterResolveMinutes),
        TimeSpan.FromHours(PatienceHours),
        MostMessages,
        TimeSpan.FromMinutes(WithinMinutes));
}
