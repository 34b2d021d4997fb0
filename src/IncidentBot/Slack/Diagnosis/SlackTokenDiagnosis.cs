using System.Globalization;
using System.Runtime.CompilerServices;
using IncidentBot.Health;
using Microsoft.Extensions.Options;

namespace IncidentBot.Slack;

/// <summary>What Slack says to the tokens of the settings, and by the way: what they may do, and what time it is.</summary>
public sealed class SlackTokenDiagnosis(SlackProbe probe, SlackInstallationStore installations, IOptions<SlackOptions> options, TimeProvider time)
{
    private const string AppPage = "the app's page at api.slack.com/apps";

    /// <summary>A request older than this is not believed.</summary>
    private static readonly TimeSpan TooFarOff = TimeSpan.FromSeconds(300);
    private static readonly TimeSpan FarOff = TimeSpan.FromSeconds(60);

    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (SlackOptions.IsSet(options.Value.BotToken))
        {
            await foreach (var finding in ExamineAsync("Slack:BotToken", options.Value.BotToken, $"Copy it again from {AppPage}, under OAuth & Permissions.", cancellationToken))
                yield return finding;
        }

        if (options.Value.HasSocket)
        {
            var (_, refusal) = await AskAsync(
                "apps.connections.open", "Slack:AppToken", options.Value.AppToken,
                $"Make one on {AppPage}, under Basic Information, App-Level Tokens, with the scope connections:write, and see that Socket Mode is on.", cancellationToken);
            yield return refusal ?? Finding.Ok("Slack takes Slack:AppToken: the bot can open its socket.");
        }

        foreach (var installed in (await installations.AllAsync(cancellationToken)).Where(installed => installed.IsActive))
        {
            await foreach (var finding in ExamineAsync($"the token of {installed.Name}", installed.Token, "Install the app there again, at /slack/install.", cancellationToken))
                yield return finding;
        }
    }

    private async IAsyncEnumerable<Finding> ExamineAsync(string name, string token, string cure, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (answer, refusal) = await AskAsync("auth.test", name, token, cure, cancellationToken);
        if (answer is null)
        {
            yield return refusal!;
            yield break;
        }

        yield return Finding.Ok($"Slack takes {name}: it is @{answer.Body.Text("user"u8)} in {answer.Body.Text("team"u8)}, {answer.Body.Text("url"u8)}.");
        foreach (var finding in SlackScopeFindings.Of(answer.Scopes))
            yield return finding;
        if (answer.Date is { } date)
            yield return OfClock(time.GetUtcNow() - date);
    }

    private Finding OfClock(TimeSpan ahead)
    {
        var seconds = ahead.Duration().TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        var (off, cure) = ($"This machine's clock is {seconds} s {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} Slack's", "Let it be set by NTP.");
        if (ahead.Duration() > TooFarOff && options.Value.HasHttp)
            return Finding.Problem($"{off}: every request of Slack's is refused.", cure);

        return ahead.Duration() > FarOff
            ? Finding.Warning($"{off}: times in the timeline are off as well.", cure)
            : Finding.Ok("This machine's clock agrees with Slack's.");
    }

    private async Task<(ProbeAnswer? Answer, Finding? Refusal)> AskAsync(string method, string setting, string token, string cure, CancellationToken cancellationToken)
    {
        try
        {
            return (await probe.AskAsync(method, token, cancellationToken), null);
        }
        catch (SlackApiException refused) when (refused.IsFinal || refused.IsOfInstallation)
        {
            return (null, Finding.Problem($"Slack does not accept {setting} ({refused.Code}).", cure));
        }
        catch (SlackApiException failed)
        {
            return (null, Finding.Warning($"Slack did not examine {setting} ({failed.Code}).", "Ask again in a minute."));
        }
        catch (Exception unreached) when (unreached is HttpRequestException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return (null, Finding.Problem(
                $"Slack cannot be reached at {options.Value.ApiBaseUrl} ({(unreached is OperationCanceledException ? "no answer in time" : unreached.Message)}).",
                "Let this machine go out to it; a proxy is named in HTTPS_PROXY."));
        }
    }
}
