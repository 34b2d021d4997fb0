using System.Data.Common;
using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Slack;

/// <summary>Buttons and menus. What they say is looked up and authorised as if it had been typed just now.</summary>
public sealed partial class SlackPresses(
    SlackPressReader reader, ChatEventHandler handler, SlackPressAnswers answers, SlackWhispers whispers, SlackLateAnswers late, SlackCounters counters, ILogger<SlackPresses> logger)
{
    private const string TurnsPage = " --page ";
    private const string IsAnswer = " --anyway";

    public Task<SlackAnswer> TakeAsync(SlackInteraction done, CancellationToken stopping)
    {
        var action = done.Payload.Items("actions"u8).FirstOrDefault(action => action.Text("action_id"u8)?.StartsWith(SlackPress.ActionPrefix, StringComparison.Ordinal) == true);
        var value = action.Text("value"u8) ?? action.Child("selected_option"u8).Text("value"u8);
        if (SlackPress.Read(value) is { } press)
            return late.InTimeAsync(DoAsync(done, press, KeyOf(done, action, value!), stopping), "", stopping);

        counters.Ignored("action");
        return Task.FromResult(SlackAnswer.Taken);
    }

    private async Task<SlackAnswer> DoAsync(SlackInteraction done, SlackPress press, string key, CancellationToken cancellationToken)
    {
        try
        {
            var command = await reader.ReadAsync(done, key, press.Command, cancellationToken);
            var reply = await handler.HandleAsync(command with { About = press.Incident, WantsForm = press.OpensForm }, cancellationToken);
            var replaces = done.IsInEphemeral && press.Command.Contains(TurnsPage, StringComparison.Ordinal) && reply is { IsRefusal: false };
            await answers.GiveAsync(done, reply, null, cancellationToken, replaces);
        }
        catch (StorageAwayException away)
        {
            LogStorageAway(away.InnerException?.Message);
            await whispers.SayAsync(done, BotText.Say($"The database is away: nothing was recorded. Press again in a minute."), cancellationToken);
        }
        catch (Exception uncertain) when (uncertain is OutcomeUnknownException or DbException or TimeoutException)
        {
            LogStorageAway(uncertain.Message);
            await whispers.SayAsync(done, BotText.Say($"The database went away while it worked. Please look with `show` whether that was recorded before you press again."), cancellationToken);
        }

        return SlackAnswer.Taken;
    }

    /// <summary>Each press has a trigger of its own; one that comes twice has the same. What was asked about before it was stored is answered once.</summary>
    private static string KeyOf(SlackInteraction done, JsonElement action, string value)
    {
        if (value.Contains(IsAnswer, StringComparison.Ordinal) && done.Payload.Child("container"u8).Text("message_ts"u8) is { Length: > 0 } asked)
            return SlackPressReader.Once(asked, done.User, value);

        var occasion = done.Trigger.Length > 0 ? done.Trigger : done.Payload.Child("container"u8).Text("message_ts"u8) + action.Text("action_ts"u8);
        return SlackPressReader.Once(occasion, done.User, value);
    }

    [LoggerMessage(LogLevel.Warning, "What was pressed could not be done: the database is away ({Reason})")]
    private partial void LogStorageAway(string? reason);
}
