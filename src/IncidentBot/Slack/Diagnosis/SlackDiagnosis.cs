using System.Globalization;
using System.Runtime.CompilerServices;
using IncidentBot.Health;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Slack;

/// <summary>Slack: whether it takes the tokens, what it allows, and whether anything comes from there.</summary>
public sealed class SlackDiagnosis(SlackTokenDiagnosis tokens, SlackHomeDiagnosis homes, TimelineEventStore events, IOptions<SlackOptions> options) : IDiagnosis
{
    public string Part => "Slack";

    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return Finding.Ok($"Slack delivers {Ways()}.");
        await foreach (var finding in tokens.ExamineAsync(cancellationToken))
            yield return finding;
        await foreach (var finding in homes.ExamineAsync(cancellationToken))
            yield return finding;
        yield return await events.LastHeardAsync(SlackPlatform.Slack, cancellationToken) is { } heard
            ? Finding.Ok($"Slack last delivered something worth keeping at {heard.ToString("u", CultureInfo.InvariantCulture)}.")
            : Finding.Warning("Nothing that Slack delivered was ever kept.", NothingHeard());
    }

    private string Ways() => (options.Value.HasHttp, options.Value.HasSocket) switch
    {
        (true, true) => "over HTTP and over a socket",
        (true, false) => "over HTTP",
        _ => "over a socket",
    };

    private string NothingHeard() => options.Value.HasHttp
        ? "If there were incidents, compare the three request URLs on the app's page with the manifest, and look there at Event Subscriptions for failures."
        : "If there were incidents, see that Socket Mode and Event Subscriptions are on at the app's page.";
}
