using System.Data.Common;
using System.Text.Json;
using IncidentBot.Storage;

namespace IncidentBot.Teams;

/// <summary>Takes what people do with buttons, dialogs and the message menu. Permission and state are asked anew each time.</summary>
public sealed partial class TeamsInvokes(TeamsPresses presses, TeamsForms forms, TeamsMessageMenu menu, ILogger<TeamsInvokes> logger) : ITeamsInvokes
{
    private const string Away = "The database is away: nothing was recorded. Press again in a minute.";
    private const string Uncertain = "The database went away while it worked. Please look with show whether that was recorded before you press again.";

    public async Task<TeamsAnswer> TakeAsync(JsonElement activity, CancellationToken cancellationToken)
    {
        var name = activity.TextAt("name");
        if (name is not ("adaptiveCard/action" or "task/fetch" or "task/submit" or "composeExtension/fetchTask" or "composeExtension/submitAction"))
            return TeamsAnswer.Unknown;
        if (TeamsSender.Read(activity) is not { } sender)
            return new TeamsAnswer(StatusCodes.Status400BadRequest);

        try
        {
            return await (name switch
            {
                "adaptiveCard/action" => presses.TakeAsync(sender, cancellationToken),
                "task/fetch" => forms.FetchAsync(sender, cancellationToken),
                "composeExtension/fetchTask" => menu.OpenAsync(sender, cancellationToken),
                _ => forms.TakeAsync(sender, cancellationToken),
            });
        }
        catch (OutcomeUnknownException uncertain)
        {
            return Failed(name, Uncertain, uncertain);
        }
        catch (Exception away) when (away is StorageAwayException or DbException or TimeoutException)
        {
            return Failed(name, Away, away);
        }
    }

    public Task TakeSubmitAsync(JsonElement activity, CancellationToken cancellationToken) =>
        TeamsSender.Read(activity) is { } sender ? presses.TakeSubmitAsync(sender, cancellationToken) : Task.CompletedTask;

    private TeamsAnswer Failed(string name, string words, Exception reason)
    {
        LogStorageAway(name, reason.Message);
        return name == "adaptiveCard/action" ? TeamsAnswers.Failed(500, "StorageAway", words) : TeamsAnswers.Message(words);
    }

    [LoggerMessage(LogLevel.Warning, "What was pressed could not be done ({Name}): the database is away ({Reason})")]
    private partial void LogStorageAway(string name, string reason);
}
