using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

/// <summary>Reads a filled form as the command line it stands for. Nothing in a field can become an option of its own.</summary>
internal static class FormReader
{
    /// <returns>The line and how it would have been typed; or what is wrong, and in which field.</returns>
    public static (CommandLine? Line, string AsTyped, Rejection? Problem) Read(FilledForm form, FoundCommand found, IReadOnlyList<OptionSpec> options, SenderClock clock)
    {
        var text = $"{found.Rest} {found.Command.Line(form)}".Trim();
        var values = ImmutableDictionary.CreateBuilder<string, object>(StringComparer.OrdinalIgnoreCase);
        var typed = new List<string> { found.Command.Name, text };
        foreach (var option in options.Where(option => form[option.Name].Length > 0))
        {
            var (value, problem) = Value(option, form[option.Name], clock);
            if (value is null)
                return (null, "", Rejection.Because($"{problem}") with { Field = option.Name });

            values[option.Name] = value;
            typed.Add(option.Kind == OptionKind.Flag ? $"--{option.Name}" : $"--{option.Name} {form[option.Name]}");
        }

        return (new CommandLine(text, values.ToImmutable()), string.Join(' ', typed.Where(part => part.Length > 0)), null);
    }

    private static (object? Value, string Problem) Value(OptionSpec option, string answer, SenderClock clock)
    {
        switch (option.Kind)
        {
            case OptionKind.Time:
                var time = TimeExpression.Parse(answer, clock);
                return (time.IsRead ? time.Value : null, time.Problem);
            case OptionKind.Duration:
                var duration = DurationExpression.Parse(answer);
                return (duration.IsRead ? duration.Value : null, duration.Problem);
            case OptionKind.Flag:
                return ("", "");
            default:
                return (answer, "");
        }
    }
}
