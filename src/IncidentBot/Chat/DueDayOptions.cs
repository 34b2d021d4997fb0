using System.ComponentModel.DataAnnotations;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Chat;

/// <summary><c>ActionItems:DueDays</c>: in how many days an action item is due where nobody says so, by the severity of its incident.</summary>
public sealed class DueDayOptions
{
    public const string Section = "ActionItems:DueDays";

    private const int Most = 3650;
    private const string Wrong = "ActionItems:DueDays:{0} is a number of days, 0 (no due date) to 3650; for example 30.";

    [Range(0, Most, ErrorMessage = Wrong)]
    public int P0 { get; set; } = 15;

    [Range(0, Most, ErrorMessage = Wrong)]
    public int P1 { get; set; } = 30;

    [Range(0, Most, ErrorMessage = Wrong)]
    public int P2 { get; set; } = 30;

    [Range(0, Most, ErrorMessage = Wrong)]
    public int P3 { get; set; } = 30;

    public DueDays Days => new(P0, P1, P2, P3);
}
