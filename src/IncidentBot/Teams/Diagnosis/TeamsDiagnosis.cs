using System.Globalization;
using System.Runtime.CompilerServices;
using IncidentBot.Health;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Teams;

/// <summary>Teams: whether it is on, whether anything comes from there, and how much of what is said.</summary>
public sealed class TeamsDiagnosis(TeamsConversationStore places, TimelineEventStore events, IOptions<TeamsOptions> options, TimeProvider time) : IDiagnosis
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    public string Part => "Teams";

    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!options.Value.IsOn)
        {
            yield return Off();
            yield break;
        }

        yield return options.Value.AllowUnauthenticated
            ? Finding.Warning("Teams takes what comes in without proof of who sent it (Teams:AllowUnauthenticated).", "Turn it off wherever people rely on the bot.")
            : Finding.Ok($"Teams is on: activities for the app {options.Value.AppId} are taken at {TeamsEndpoint.Messages}.");
        if (options.Value.Certificate.IsSet)
            yield return OfCertificate();
        yield return options.Value.Graph.Enabled
            ? Finding.Ok("What was said before the bot listened, and while it was away, is read through Microsoft Graph wherever people consented to it.")
            : Finding.Ok("What was said before the bot listened, and while it was away, is not read (Teams:Graph:Enabled).");
        if (options.Value.OwnChannel)
            yield return Finding.Ok($"An incident that is declared in a channel of Teams gets its own channel, where the team's owners consented to {GraphChannels.Creates}; elsewhere a thread.");
        yield return await HeardAsync(cancellationToken);
        if (await places.CountAsync(cancellationToken) is { All: > 0 } count)
        {
            yield return Hearing(count.All, count.HearingAll);
            if (count.Dead > 0)
                yield return Finding.Warning($"In {count.Dead} chats and channels of Teams the bot can say nothing.", "Add it there again, or mention it: then it tries anew.");
        }
    }

    private Finding Off()
    {
        var off = $"Teams is off: {string.Join(" and ", options.Value.Missing)} is not set.";
        return options.Value.Missing.Count < 3
            ? Finding.Problem(off, "The values are in the bot's registration, in the Teams Developer Portal or at portal.azure.com.")
            : Finding.Ok(off);
    }

    private Finding OfCertificate()
    {
        using var read = TeamsCertificate.Read(options.Value.Certificate, time.GetUtcNow());
        if (read.Certificate is not { } certificate)
            return Finding.Problem("Teams takes the bot's certificate no longer.", read.Problem!);

        var ends = certificate.NotAfter.ToUniversalTime();
        var day = ends.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return ends - time.GetUtcNow().UtcDateTime > Soon
            ? Finding.Ok($"The bot's certificate for Teams is good until {day}.")
            : Finding.Warning($"The bot's certificate for Teams expires on {day}.", "Make a new one, upload its public half to the registration (Certificates & secrets), and put it in the place of the file that Teams:Certificate:Path names: it is read without a restart.");
    }

    private async Task<Finding> HeardAsync(CancellationToken cancellationToken)
    {
        if (await events.LastHeardAsync(TeamsAddress.Teams, cancellationToken) is { } kept)
            return Finding.Ok($"Teams last delivered something worth keeping at {kept.ToString("u", CultureInfo.InvariantCulture)}.");

        return await places.LastSeenAsync(cancellationToken) is { } seen
            ? Finding.Ok($"The bot was last noticed in Teams at {seen.ToString("u", CultureInfo.InvariantCulture)}; there was no incident yet.")
            : Finding.Warning("Nothing ever came from Teams.", $"See that the registration's messaging endpoint is https://YOUR-HOST{TeamsEndpoint.Messages}, and add the app to a team.");
    }

    private static Finding Hearing(long all, long hearing) => hearing == 0
        ? Finding.Warning(
            $"In Teams the bot hears only what mentions it, in all {all} chats and channels it was noticed in.",
            "If messages shall be captured, let team owners consent to the app's permissions (install the package again), and see whether the tenant allows them.")
        : Finding.Ok($"In {hearing} of {all} chats and channels of Teams the bot hears everything; in the others, as far as is known, what mentions it.");
}
