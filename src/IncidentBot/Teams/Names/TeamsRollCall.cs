using System.Collections.Concurrent;
using System.Data.Common;
using IncidentBot.Storage;

namespace IncidentBot.Teams;

/// <summary>
/// Asks the roster of the conversation what somebody is to the organisation, and their e-mail address: once a day for each who speaks,
/// and behind their back, so that nothing waits for it.
/// </summary>
public sealed partial class TeamsRollCall(TeamsPeople people, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<TeamsRollCall> logger)
{
    private static readonly TimeSpan AskedFor = TimeSpan.FromHours(24);

    private const int MostRemembered = 20_000;

    private readonly ConcurrentDictionary<(string Tenant, string Id), DateTimeOffset> _asked = new();

    public void Call(TeamsActivity activity, TeamsPerson person)
    {
        var now = time.GetUtcNow();
        var key = (person.Tenant, person.Id);
        if (_asked.TryGetValue(key, out var at) && now - at < AskedFor)
            return;

        if (_asked.Count >= MostRemembered)
            _asked.Clear();
        _asked[key] = now;
        var place = new TeamsPlace(activity.Tenant, activity.ConversationId, activity.Kind, activity.ServiceUrl, activity.BotId, activity.TeamId, activity.TeamsChannelId);
        _ = AskAsync(place, person, lifetime.ApplicationStopping);
    }

    private async Task AskAsync(TeamsPlace place, TeamsPerson person, CancellationToken stopping)
    {
        await Task.Yield();
        try
        {
            await people.StandingAsync(person.Tenant, person.Id, person.Name, place, stopping);
        }
        catch (Exception away) when (away is DbException or TimeoutException or OperationCanceledException || StorageAwayException.Explains(away))
        {
            LogNotKept(away.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "What the roster says of somebody could not be kept ({Reason}); it is asked again in a day")]
    private partial void LogNotKept(string reason);
}
