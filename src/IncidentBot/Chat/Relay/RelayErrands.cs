using IncidentBot.Incidents;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Chat.Relay;

/// <summary>What people write in one home of an incident is shown in its other homes. Where there is one home alone, nothing is done at all.</summary>
public sealed class RelayErrands(ConversationDirectory conversations, IOptions<HomeOptions> options)
{
    /// <summary>
    /// In the lane of each home the newest errand of a message stands for all of them: what is shown follows the message, however
    /// often it was edited meanwhile. The lanes are those of the relay alone, so that a busy chat keeps no answer waiting.
    /// </summary>
    public IReadOnlyList<OutboxMessage> Of(IncidentId id, MessageEvent message)
    {
        var homes = conversations.HomesOf(id);
        if (homes.Length < 2 || !options.Value.Relay || !IsRelayed(message.Detail))
            return [];

        var from = message.Source.Conversation;
        return homes.Any(home => home.Conversation == from && !home.Home.IsQuiet)
            ? [.. homes.Where(home => home.Conversation != from && !home.Home.IsQuiet).Select(home => To(home.Conversation, id, message.Source))]
            : [];
    }

    /// <summary>Programs are heard and not relayed: theirs is what they were told to say there.</summary>
    private static bool IsRelayed(TimelineDetail said) => said is MessagePosted { FromBot: false } or MessageEdited or MessageDeleted;

    private static OutboxMessage To(Conversation home, IncidentId id, EventSource source) =>
        new($"{id} relay {home}", id, new RelayErrand(source, home), source.MessageKey);
}
