using System.Runtime.CompilerServices;
using System.Text.Json;
using IncidentBot.Storage;

namespace IncidentBot.Teams;

/// <summary>Reads all threads of a channel that was made for one incident, those left out in which other incidents live.</summary>
public sealed class GraphOwnChannel(GraphPages pages, TeamsOwnChannels ownChannels, ConversationDirectory conversations)
{
    /// <summary>Whether the incident that lives there has the whole channel.</summary>
    public async Task<bool> IsAroundAsync(GraphPlace home, CancellationToken cancellationToken)
    {
        var conversation = TeamsAddress.Conversation(home.Place.Tenant, home.Place.Id);
        return await ownChannels.HomeInAsync(conversation, cancellationToken) == conversation;
    }

    /// <summary>What was said or touched since then, thread by thread.</summary>
    public async IAsyncEnumerable<(GraphPlace Thread, IReadOnlyList<JsonElement> Messages)> ReadAsync(
        GraphPlace home, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var said = new List<(GraphPlace Thread, JsonElement Message)>();
        await foreach (var message in pages.InChannelAsync(home, since, cancellationToken))
            said.Add(message);

        foreach (var thread in said.GroupBy(message => message.Thread, message => message.Message))
        {
            if (thread.Key.Place.Id == home.Place.Id)
                yield return (thread.Key, [.. thread]);
            else if (await conversations.FindAsync(TeamsAddress.Conversation(home.Place.Tenant, thread.Key.Place.Id), cancellationToken) is null)
                yield return (thread.Key with { Home = TeamsAddress.Conversation(home.Place.Tenant, home.Place.Id) }, [.. thread]);
        }
    }
}
