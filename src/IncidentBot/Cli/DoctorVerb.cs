using IncidentBot.Health;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Cli;

/// <summary><c>doctor</c>: looks at everything with the settings of the bot, which may run or not, and says what works, what does not, and the cure.</summary>
public static class DoctorVerb
{
    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var app = await IncidentBotApp.BuildAsync(args, BeQuiet, Database.OpenToExamineAsync, cancellationToken);
            var hasProblem = false;
            await foreach (var finding in app.Services.GetRequiredService<Doctor>().ExamineAsync(cancellationToken))
            {
                hasProblem |= finding.Kind == FindingKind.Problem;
                await output.WriteLineAsync(finding.ToString());
            }

            return hasProblem ? ExitCodes.Failed : ExitCodes.Done;
        }
        catch (OptionsValidationException invalid)
        {
            foreach (var failure in invalid.Failures)
                await output.WriteLineAsync(new Finding(FindingKind.Problem, failure).ToString());
            return ExitCodes.Failed;
        }
    }

    /// <summary>What goes wrong is among the findings.</summary>
    private static void BeQuiet(WebApplicationBuilder builder)
    {
        builder.Configuration["Logging:Console:LogToStandardErrorThreshold"] = nameof(LogLevel.Trace);
        foreach (var category in builder.Configuration.GetSection("Logging:LogLevel").GetChildren().Select(child => child.Key).Append("Default").ToList())
            builder.Configuration[$"Logging:LogLevel:{category}"] = nameof(LogLevel.Critical);
    }
}
