using System.Security.Cryptography;
using System.Text.Json;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Slack;

public enum FormOpening
{
    Opened,

    /// <summary>The trigger had expired, or had opened something before.</summary>
    TooLate,

    Refused,
}

/// <summary>Opens forms before somebody, and knows again what they are for when they come back.</summary>
public sealed partial class SlackForms(SlackWorkspaces workspaces, OpenFormStore store, TimeProvider time, ILogger<SlackForms> logger)
{
    private static readonly string[] Late = ["expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id", "trigger_expired", "trigger_exchanged"];

    public async Task<FormOpening> OpenAsync(string trigger, CommandForm form, OpenForm what, CancellationToken cancellationToken)
    {
        if (trigger.Length == 0)
            return FormOpening.TooLate;

        var id = RandomNumberGenerator.GetHexString(32, lowercase: true);
        await OrAwayAsync(async () =>
        {
            await store.AddAsync(id, Json.Write(what), time.GetUtcNow(), cancellationToken);
            return id;
        });
        try
        {
            await workspaces.In(what.Team).OpenViewAsync(trigger, SlackContent.Json(SlackFormWriter.Write(form, id)), cancellationToken);
            return FormOpening.Opened;
        }
        catch (SlackApiException late) when (Late.Contains(late.Code))
        {
            return FormOpening.TooLate;
        }
        catch (Exception unopened) when (unopened is SlackApiException or HttpRequestException or IOException || (unopened is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogUnopened(form.Verb, unopened.Message);
            return FormOpening.Refused;
        }
    }

    /// <returns>Nothing for a form that is not ours, or too old.</returns>
    public async Task<OpenForm?> FindAsync(string? id, CancellationToken cancellationToken)
    {
        if (id is not { Length: > 0 and <= 64 } || await OrAwayAsync(() => store.FindAsync(id, cancellationToken)) is not { } content)
            return null;

        try
        {
            return Json.Read<OpenForm>(content);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Nothing is recorded yet where forms are opened and known again.</summary>
    private static async Task<T> OrAwayAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception away) when (away is not StorageAwayException && StorageAwayException.Explains(away))
        {
            throw new StorageAwayException(away);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Slack did not open the form of {Verb} ({Reason})")]
    private partial void LogUnopened(string verb, string reason);
}
