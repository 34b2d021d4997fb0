using System.Collections.Immutable;
using IncidentBot.Storage;

namespace IncidentBot.Sandbox;

/// <summary>The rooms with the incidents that live in them.</summary>
public sealed class SandboxDirectory(SandboxRoomStore rooms, ConversationDirectory conversations, IncidentStore incidents)
{
    /// <summary>Those that a person sees, the oldest first.</summary>
    public async Task<ImmutableArray<RoomView>> RoomsAsync(string person, CancellationToken cancellationToken)
    {
        var views = ImmutableArray.CreateBuilder<RoomView>();
        foreach (var room in await rooms.AllAsync(cancellationToken))
        {
            if (room.IsSeenBy(person))
                views.Add(RoomView.Of(room, await IncidentInAsync(room, cancellationToken)));
        }

        return views.ToImmutable();
    }

    private async Task<IncidentView?> IncidentInAsync(SandboxRoom room, CancellationToken cancellationToken)
    {
        if (await conversations.FindAsync(room.Conversation, cancellationToken) is not { } id
            || await incidents.FindAsync(id, cancellationToken) is not { Incident: var incident })
            return null;

        return new IncidentView(incident.Id.Value, incident.Title, incident.Status.ToString(), incident.Severity?.ToString());
    }
}
