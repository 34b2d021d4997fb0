using System.Collections.Concurrent;
using System.Net.Http.Headers;
using IncidentBot.Storage;

namespace IncidentBot.Slack;

/// <summary>Every answer of Slack's says what the token may do: what was granted later, or taken away, is known with the next call.</summary>
public sealed partial class SlackGrantedScopes(SlackInstallations installations, SlackInstallationStore store, ILogger<SlackGrantedScopes> logger)
{
    private readonly ConcurrentDictionary<long, string> _seen = new();

    public async ValueTask SeeAsync(SlackInstallation by, HttpResponseHeaders headers)
    {
        if (!headers.TryGetValues("x-oauth-scopes", out var values) || string.Join(',', values) is not { Length: > 0 } written)
            return;
        if (_seen.TryGetValue(by.Id, out var seen) && seen == written)
            return;

        _seen[by.Id] = written;
        var scopes = SlackInstallation.ScopesIn(written);
        if (by.Scopes is not null && scopes.SetEquals(by.Scopes))
            return;

        if (!by.IsOfSettings)
            await SaveAsync(by with { Scopes = scopes });
        installations.SetScopes(by.Id, scopes);
    }

    // The call has been answered: nobody's wish to stop makes that undone.
    private async Task SaveAsync(SlackInstallation installation)
    {
        try
        {
            await store.SaveScopesAsync(installation, CancellationToken.None);
        }
        catch (Exception away) when (StorageAwayException.Explains(away))
        {
            LogUnsaved(installation.Name, away.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "What {Workspace} grants could not be saved ({Reason}); it is read again after a restart")]
    private partial void LogUnsaved(string workspace, string reason);
}
