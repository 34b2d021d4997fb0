using System.Collections.Concurrent;
using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using Microsoft.Extensions.Options;

namespace IncidentBot.Slack;

/// <summary>
/// Which channels are shared with another organisation (Slack Connect). Nothing internal is written there, unless
/// <see cref="SlackOptions.AllowSharedChannels"/>. Events say it by the way; Slack is asked for the other channels.
/// </summary>
public sealed partial class SlackSharing(SlackWorkspaces workspaces, IOptions<SlackOptions> options, TimeProvider time, ILogger<SlackSharing> logger)
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Team, string Channel), (bool IsShared, DateTimeOffset At)> _known = new();
    private readonly ConcurrentDictionary<(string Team, string Channel), DateTimeOffset> _askAgainAt = new();

    public void Learn(SlackEnvelope envelope)
    {
        if (envelope is { Team: { } team, Channel: { } channel, IsShared: { } isShared })
            Keep(team, channel, isShared);
    }

    /// <param name="channel">As in <c>conversations.info</c>.</param>
    public void Learn(string team, JsonElement channel)
    {
        if (channel.Text("id"u8) is { } id)
            Keep(team, id, channel.IsTrue("is_ext_shared"u8));
    }

    /// <summary>A channel that the bot has just opened.</summary>
    public void LearnOwn(Conversation channel) => Keep(channel.Workspace, channel.Channel, isShared: false);

    /// <exception cref="DeliveryException">What the bot says may not be read by all who are there.</exception>
    /// <exception cref="SlackApiException">Slack did not say; it may do so later.</exception>
    public async Task RefuseSharedAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        if (await IsForbiddenAsync(conversation.Workspace, conversation.Channel, cancellationToken))
            throw new DeliveryException("shared_channel");
    }

    /// <summary>The same for whoever waits for an answer: what Slack does not say in time is taken for a channel of ours.</summary>
    public async ValueTask<bool> IsKnownToBeForbiddenAsync(string team, string channel, CancellationToken cancellationToken)
    {
        // Nobody waits twice for what Slack has just not said.
        if (_askAgainAt.TryGetValue((team, channel), out var again) && time.GetUtcNow() < again)
            return _known.TryGetValue((team, channel), out var known) && known.IsShared;

        try
        {
            return await IsForbiddenAsync(team, channel, cancellationToken).AsTask().WaitAsync(LongestWait, time, cancellationToken);
        }
        catch (Exception unknown) when (unknown is SlackApiException or HttpRequestException or IOException or TimeoutException || (unknown is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogUnknown(channel, unknown.Message);
            AskAgainLater(team, channel);
            return false;
        }
    }

    private async ValueTask<bool> IsForbiddenAsync(string team, string channel, CancellationToken cancellationToken)
    {
        if (options.Value.AllowSharedChannels || channel is not ['C' or 'G', ..])
            return false;
        if (_known.TryGetValue((team, channel), out var known) && time.GetUtcNow() - known.At < FreshFor)
            return known.IsShared;

        try
        {
            Learn(team, await workspaces.In(team).ChannelAsync(channel, cancellationToken));
        }
        catch (SlackApiException hidden) when (hidden.IsFinal)
        {
            // The bot does not see the channel: what it is about to do there fails by itself, or is a person's own answer.
            LogUnknown(channel, hidden.Code);
        }

        if (_known.TryGetValue((team, channel), out var told))
            return told.IsShared;

        AskAgainLater(team, channel);
        return false;
    }

    private void AskAgainLater(string team, string channel) => _askAgainAt[(team, channel)] = time.GetUtcNow() + PauseAfterFailure;

    private void Keep(string team, string channel, bool isShared)
    {
        _known[(team, channel)] = (isShared, time.GetUtcNow());
        _askAgainAt.TryRemove((team, channel), out _);
    }

    [LoggerMessage(LogLevel.Information, "Slack does not say whether {Channel} is shared with another organisation ({Reason})")]
    private partial void LogUnknown(string channel, string reason);
}
