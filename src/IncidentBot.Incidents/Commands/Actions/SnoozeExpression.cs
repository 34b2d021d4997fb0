using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentBot.Incidents.Commands;

/// <summary>Reads until when somebody wants to hear nothing: <c>1d</c>, <c>a week</c>, or a date.</summary>
internal static partial class SnoozeExpression
{
    private const int DaysOfWeek = 7;

    /// <returns>The first day on which a reminder may come again.</returns>
    public static Reading<DateOnly> Parse(string text, SenderClock clock)
    {
        if (Days().Match(text.Trim()) is not { Success: true } span)
            return DateExpression.Parse(text, clock);

        var count = span.Groups["count"].Value is var typed && char.IsAsciiDigit(typed[0]) ? int.Parse(typed, CultureInfo.InvariantCulture) : 1;
        return Reading.Of(clock.Today.AddDays(span.Groups["week"].Success ? count * DaysOfWeek : count));
    }

    [GeneratedRegex(@"^(?<count>[0-9]{1,3}|an?|one)\s*(?:d|days?|(?<week>w|weeks?))$", RegexOptions.IgnoreCase)]
    private static partial Regex Days();
}
