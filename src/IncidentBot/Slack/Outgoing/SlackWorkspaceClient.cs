using System.Text.Json;
using IncidentBot.Storage;

namespace IncidentBot.Slack;

/// <summary>Calls the Web API for one workspace: with its token, and with its name where an organisation's token needs it.</summary>
public sealed class SlackWorkspaceClient(SlackClient client, SlackTokens tokens, string team)
{
    private static readonly string[] AskWhichTeam = ["conversations.create", "conversations.list", "users.list", "users.conversations", "files.list", "bots.info"];

    /// <summary>A token that Slack no longer takes is replaced if another one can be had; the refused call had no effect.</summary>
    /// <remarks>Throws as <see cref="SlackClient.CallAsync"/> does.</remarks>
    public async Task<JsonElement> CallAsync(string method, CancellationToken cancellationToken, params (string Name, string? Value)[] arguments)
    {
        var installation = await FromStorageAsync(() => tokens.ForAsync(team, cancellationToken));
        try
        {
            return await SendAsync(installation!, method, arguments, cancellationToken);
        }
        catch (SlackApiException refused) when (refused.IsOfInstallation && !installation!.IsOfSettings)
        {
            if (await FromStorageAsync(() => tokens.OtherThanAsync(installation, refused.Code, cancellationToken)) is not { } other)
                throw;
            return await SendAsync(other, method, arguments, cancellationToken);
        }
    }

    private Task<JsonElement> SendAsync(SlackInstallation installation, string method, (string Name, string? Value)[] arguments, CancellationToken cancellationToken) =>
        client.CallAsync(
            installation, team, method, cancellationToken,
            installation.IsForOrganisation && NeedsTeam(method) ? [.. arguments, ("team_id", team)] : arguments);

    private static bool NeedsTeam(string method) => AskWhichTeam.Contains(method) || method.StartsWith("usergroups.", StringComparison.Ordinal);

    /// <summary>Those who call Slack are ready for Slack being away, and need not know that a token is looked up.</summary>
    private static async ValueTask<T> FromStorageAsync<T>(Func<ValueTask<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception away) when (away is not (SlackApiException or OperationCanceledException) && StorageAwayException.Explains(away))
        {
            throw new HttpRequestException("The token cannot be read: the database is away.", away);
        }
    }
}
