using IncidentBot.Health;
using Microsoft.Extensions.Options;

namespace IncidentBot.Slack;

/// <summary>Says why Slack is off: nobody wanted it, or somebody did not finish.</summary>
public sealed class SlackOffDiagnosis(IOptions<SlackOptions> options) : IDiagnosis
{
    public string Part => "Slack";

    public IAsyncEnumerable<Finding> ExamineAsync(CancellationToken cancellationToken)
    {
        var missing = string.Join(" and ", options.Value.Missing);
        var isBegun = new[] { options.Value.SigningSecret, options.Value.BotToken, options.Value.AppToken, options.Value.ClientId }.Any(SlackOptions.IsSet);
        return AsyncEnumerable.Repeat(isBegun
            ? Finding.Problem($"Slack is off: {missing} is not set.", "The value is on the app's page at api.slack.com/apps.")
            : Finding.Ok($"Slack is off: {missing} is not set."), 1);
    }
}
