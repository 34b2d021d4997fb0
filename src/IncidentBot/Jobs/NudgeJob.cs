using Hangfire;
using IncidentBot.Chat.Nudges;
using IncidentBot.Storage;

namespace IncidentBot.Jobs;

/// <summary>Looks at the incidents whose time has come, whether anybody is to be nudged.</summary>
/// <remarks>It may run anywhere and any number of times: a nudge is written once.</remarks>
public sealed class NudgeJob(NudgeDecider decider, NudgeStore nudges, EachIncident each, TimeProvider time)
{
    private const int Batch = 200;

    /// <summary>An incident in which it fails is tried again then: it must not take the place of others in every run.</summary>
    private static readonly TimeSpan AfterMistake = TimeSpan.FromMinutes(10);

    // The next run in a minute is the retry.
    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!decider.IsOn)
            return;

        var now = time.GetUtcNow();
        await decider.FollowSettingsAsync(now, cancellationToken);
        IReadOnlyList<NudgeLook> due;
        do
        {
            due = await nudges.DueAsync(now, Batch, cancellationToken);
            foreach (var look in await each.RunAsync(due, look => look.Incident, look => decider.LookAsync(look, cancellationToken), cancellationToken))
                await nudges.PutOffAsync(look, now + AfterMistake, cancellationToken);
        }
        while (due.Count == Batch);
    }
}
