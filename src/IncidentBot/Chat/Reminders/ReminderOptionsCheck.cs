using System.Globalization;
using Microsoft.Extensions.Options;

namespace IncidentBot.Chat.Reminders;

/// <summary>A misspelled day or time would have people woken, or never reminded.</summary>
public sealed class ReminderOptionsCheck : IValidateOptions<ReminderOptions>
{
    public ValidateOptionsResult Validate(string? name, ReminderOptions options)
    {
        var faults = OfTimes(options).Concat(OfDays(options)).Concat(OfPeople(options)).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> OfTimes(ReminderOptions options)
    {
        var from = Time(options.From);
        var until = Time(options.Until);
        if (from is null)
            yield return $"Reminders:From is “{options.From}”, which is no time of day: write when work begins, for example 09:00.";
        if (until is null)
            yield return $"Reminders:Until is “{options.Until}”, which is no time of day: write when work ends, for example 17:00.";
        if (from >= until)
            yield return $"Reminders:Until ({options.Until}) is not after Reminders:From ({options.From}): write when work ends, for example 17:00.";
        if (options.EscalateToLeadAfterDays < options.EscalateAfterDays)
            yield return "Reminders:EscalateToLeadAfterDays is less than Reminders:EscalateAfterDays: the commander is told first, for example after 3 days, and the lead after 7.";
    }

    private static IEnumerable<string> OfDays(ReminderOptions options)
    {
        for (var place = 0; place < options.WorkingDays.Length; place++)
        {
            if (options.WorkingDays[place].Trim() is { Length: > 0 } day && (!Enum.TryParse<DayOfWeek>(day, ignoreCase: true, out _) || char.IsAsciiDigit(day[0])))
                yield return $"Reminders:WorkingDays:{place} is “{day}”, which is no day of the week: write Monday, Tuesday and so on.";
        }

        for (var place = 0; place < options.Holidays.Length; place++)
        {
            if (options.Holidays[place].Trim() is { Length: > 0 } day && !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                yield return $"Reminders:Holidays:{place} is “{day}”, which is no date: write it as 2024-12-25.";
        }
    }

    private static IEnumerable<string> OfPeople(ReminderOptions options)
    {
        if (options.Lead.Length > 0 && !IsId(options.Lead))
            yield return $"Reminders:Lead is “{options.Lead}”, which is no person's id: write it as slack:T01/U01, or leave it empty.";
        for (var place = 0; place < options.Teams.Length; place++)
        {
            var team = options.Teams[place];
            var setting = $"Reminders:Teams:{place}";
            if (team.Name.Trim().Length == 0)
                yield return $"{setting}:Name is empty: write the team's name as action items have it, for example DB Team.";
            if (team.People.Length == 0 == (team.Channel.Length == 0))
                yield return $"{setting} ({team.Name}) needs either People, as slack:T01/U01, or a Channel, as slack:T01/C01.";
            foreach (var person in team.People.Where(person => !IsId(person)))
                yield return $"{setting}:People names “{person}”, which is no person's id: write it as slack:T01/U01.";
            if (team.Channel.Length > 0 && ConversationName.Read(team.Channel, null) is null)
                yield return $"{setting}:Channel is “{team.Channel}”: write it as slack:T01/C01.";
        }
    }

    private static TimeOnly? Time(string written) => TimeOnly.TryParseExact(written, ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static bool IsId(string id) => id.IndexOf(':', StringComparison.Ordinal) > 0 && !id.Any(char.IsWhiteSpace);
}
