using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using IncidentBot.Chat;
using IncidentBot.Incidents;

namespace IncidentBot.Slack;

/// <summary>Makes a command of what somebody pressed or filled in.</summary>
public sealed class SlackPressReader(SlackNames names, SlackSharing sharing, TimeProvider time)
{
    /// <param name="key">The same for what comes twice.</param>
    /// <param name="text">As it would have been typed.</param>
    public async ValueTask<CommandEvent> ReadAsync(SlackInteraction done, string key, string text, CancellationToken cancellationToken)
    {
        var named = SlackAddress.PeopleIn(text, done.Team).ToList();
        await names.KnowAsync(done.Team, done.Channel is { } channel && done.ChannelName is null ? [done.User, channel, .. named] : [done.User, .. named], cancellationToken);
        var conversation = ConversationOf(done);
        return new CommandEvent(
            $"press slack:{done.Team}/{key}", new EventSource(conversation, $"press-{key}", done.Thread), names.Person(done.Team, done.User), time.GetUtcNow(),
            names.Zone(done.Team, done.User), text, named.Select(user => names.Person(done.Team, user)).ToImmutableDictionary(person => person.Id), NameOf(done, conversation), IsAnsweredInPlace: false)
        {
            IsPressed = true,
            Standing = names.Standing(done.Team, done.User, done.UserTeam, done.Enterprise),
            IsShared = await sharing.IsKnownToBeForbiddenAsync(done.Team, conversation.Channel, cancellationToken),
        };
    }

    /// <summary>A trigger opens forms in somebody's name for a while: only a hash of it is kept.</summary>
    public static string Once(params string[] occasion) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', occasion))));

    /// <summary>Outside of all channels it is the conversation with that person alone, which Slack takes under their id as well.</summary>
    private static Conversation ConversationOf(SlackInteraction done) => SlackAddress.Conversation(done.Team, done.Channel ?? done.User);

    private string NameOf(SlackInteraction done, Conversation conversation) =>
        done.ChannelName ?? (done.Channel is null ? "direct message" : names.Find(done.Team, conversation.Channel)?.Name ?? conversation.Channel);
}
