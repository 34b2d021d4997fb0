using System.Runtime.CompilerServices;
using IncidentBot.Health;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Slack;

/// <summary>Whether the bot hears what is said where open incidents live.</summary>
public sealed class SlackHomeDiagnosis(ConversationStore conversations, SlackWorkspaces workspaces)
{
    /// <summary>Slack allows some fifty such questions a minute.</summary>
    private const int Most = 20;

    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var homes = await conversations.OpenHomesAsync(SlackPlatform.Slack, cancellationToken);
        foreach (var (home, name, incident) in homes.Take(Most))
            yield return await ExamineAsync(home, $"#{name}, where {incident} lives", cancellationToken);
        if (homes.Count > Most)
            yield return Finding.Ok($"{homes.Count - Most} more channels of open incidents were not looked at.");
    }

    private async Task<Finding> ExamineAsync(Conversation home, string where, CancellationToken cancellationToken)
    {
        try
        {
            var channel = await workspaces.In(home.Workspace).ChannelAsync(home.Channel, cancellationToken);
            if (channel.IsTrue("is_archived"u8))
                return Finding.Problem($"{where}, is archived: nothing can be said there, and nothing is captured.", "Unarchive it in Slack, or resolve the incident.");

            return channel.IsTrue("is_member"u8)
                ? Finding.Ok($"The bot is in {where}.")
                : NotThere(where);
        }
        catch (SlackApiException hidden) when (hidden.Code is "channel_not_found" or "not_in_channel")
        {
            return NotThere(where);
        }
        catch (Exception unknown) when (unknown is SlackApiException or HttpRequestException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Finding.Warning($"Slack did not say whether the bot is in {where} ({unknown.Message}).", "Ask again in a minute.");
        }
    }

    private static Finding NotThere(string where) =>
        Finding.Problem($"The bot is not in {where}: nothing that is said there is captured.", "Type /invite @incidentbot there.");
}
