using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IncidentBot.Chat.Outbox;

/// <param name="Error">Nothing when it is done.</param>
/// <param name="IsFinal">Trying again is no use.</param>
public sealed record ErrandOutcome(string? Error, bool IsFinal, TimeSpan? RetryAfter)
{
    public static ErrandOutcome Done { get; } = new(null, false, null);
}

/// <summary>Carries an errand out on the platform it is for.</summary>
public sealed class ErrandRunner(
    IEnumerable<IChatPlatform> platforms,
    IncidentStore incidents,
    PostStore posts,
    HomeOpener homes,
    HistoryReader history,
    MissedChatReader missedChat,
    FileKeeper files,
    QuestionAnswers answers,
    PageLinks links,
    IOptions<AnnouncementOptions> announcements)
{
    private readonly Dictionary<string, IChatPlatform> _byName = platforms.ToDictionary(platform => platform.Name);

    public async Task<ErrandOutcome> RunAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        try
        {
            await DoAsync(row, cancellationToken);
            return ErrandOutcome.Done;
        }
        catch (DeliveryException refused)
        {
            return new ErrandOutcome(refused.Code, refused.RetryAfter is null, refused.RetryAfter);
        }
        catch (Exception failed) when (failed is not (NpgsqlException or StorageAwayException))
        {
            // A fault of the network, or a mistake of ours: either way the lane waits and the others go on.
            return new ErrandOutcome($"{failed.GetType().Name}: {failed.Message}", false, null);
        }
    }

    private Task DoAsync(OutboxRow row, CancellationToken cancellationToken) => row.Errand switch
    {
        OpenHomeErrand open => homes.OpenAsync(row.Incident!.Value, open, PlatformOf(open.Origin), cancellationToken),
        PostErrand post => PlatformOf(post.Conversation).PostAsync(post.Conversation, post.ThreadId, post.Text, cancellationToken),
        PrivateErrand post => PlatformOf(post.Conversation).PostPrivatelyAsync(post.Conversation, post.PersonId, post.Text, cancellationToken),
        ConfirmErrand confirm => PlatformOf(confirm.Source.Conversation).ConfirmAsync(confirm.Source.Conversation, confirm.Source.MessageId, cancellationToken),
        UnconfirmErrand confirmed => PlatformOf(confirmed.Source.Conversation).UnconfirmAsync(confirmed.Source.Conversation, confirmed.Source.MessageId, cancellationToken),
        FindMessageErrand find => history.FindAsync(row.Incident!.Value, find.Source, PlatformOf(find.Source.Conversation), cancellationToken),
        HistoryErrand past => history.ReadAsync(row.Incident!.Value, past, PlatformOf(past.Conversation), cancellationToken),
        MissedChatErrand missed => missedChat.ReadAsync(row, missed, PlatformOf(missed.Conversation), cancellationToken),
        FetchFileErrand fetch => files.FetchAsync(row.Incident!.Value, fetch, PlatformOf(fetch.Source.Conversation), cancellationToken),
        DirectErrand direct => DirectAsync(row, direct, cancellationToken),
        _ => InHomeAsync(row, cancellationToken),
    };

    private async Task InHomeAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        var record = await incidents.FindAsync(row.Incident!.Value, cancellationToken) ?? throw new UnknownIncidentException(row.Incident.Value);
        var incident = record.Incident;
        if (row.Errand is AnnounceErrand)
        {
            var channel = AnnouncementsOn(incident.Home);
            await ShowStateAsync("announcement", incident, channel, Card.Of(incident, links.Postmortem(incident.Id)), isPinned: false, cancellationToken);
            return;
        }

        var home = incident.Home ?? throw new DeliveryException("no_home");
        var platform = PlatformOf(home);
        await (row.Errand switch
        {
            PostHomeErrand post => platform.PostAsync(home, null, post.Text, cancellationToken),
            DraftErrand => platform.PostAsync(home, null, await answers.DraftAsync(incident.Id, cancellationToken), cancellationToken),
            CardErrand => ShowStateAsync("card", incident, home, Card.Of(incident, links.Postmortem(incident.Id)), isPinned: true, cancellationToken),
            TopicErrand => platform.SetTopicAsync(home, Card.Topic(incident, links.Postmortem(incident.Id)), cancellationToken),
            InviteErrand invite => platform.InviteAsync(home, invite.PersonIds, cancellationToken),
            _ => throw new InvalidOperationException($"Nobody carries out {row.Errand}."),
        });
    }

    /// <summary>Posted once, edited in place from then on.</summary>
    private async Task ShowStateAsync(string name, Incident incident, Conversation conversation, BotText text, bool isPinned, CancellationToken cancellationToken)
    {
        var platform = PlatformOf(conversation);
        if (await posts.FindAsync(incident.Id, name, cancellationToken) is { } posted && posted.Conversation == conversation)
        {
            await platform.UpdateAsync(conversation, posted.MessageId, text, cancellationToken);
            return;
        }

        var messageId = await platform.PostAsync(conversation, null, text, cancellationToken);
        await posts.SaveAsync(incident.Id, name, new EventSource(conversation, messageId), cancellationToken);
        if (isPinned)
            await platform.PinAsync(conversation, messageId, cancellationToken);
    }

    private async Task DirectAsync(OutboxRow row, DirectErrand direct, CancellationToken cancellationToken)
    {
        var platform = _byName[direct.PersonId.Split(':')[0]];
        try
        {
            var conversation = await platform.OpenDirectAsync(direct.PersonId, cancellationToken);
            await platform.PostAsync(conversation, null, direct.Text, cancellationToken);
        }
        catch (DeliveryException refused) when (refused.RetryAfter is null && row.Incident is not null)
        {
            await InHomeAsync(row with { Errand = new PostHomeErrand(direct.Text) }, cancellationToken);
        }
    }

    private IChatPlatform PlatformOf(Conversation conversation) =>
        _byName.GetValueOrDefault(conversation.Platform) ?? throw new DeliveryException($"{conversation.Platform} is off", TimeSpan.FromMinutes(1));

    private Conversation AnnouncementsOn(Conversation? home)
    {
        var channel = announcements.Value.Channel;
        return channel.Split(':', '/') is [var platform, var workspace, var id]
            ? new Conversation(platform, workspace, id)
            : home is null ? throw new DeliveryException("no_home") : home with { Channel = channel };
    }
}
