using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Documents;

/// <summary>What people wrote into a slot of the document, from the first to the last: nothing written is ever lost.</summary>
public sealed class SlotHistoryReader(TimelineEventStore events)
{
    public async Task<ImmutableArray<SlotVersion>> ReadAsync(IncidentId incident, string slot, CancellationToken cancellationToken)
    {
        var versions = ImmutableArray.CreateBuilder<SlotVersion>();
        await foreach (var happened in events.ReadAsync(incident, withChat: false, cancellationToken: cancellationToken))
        {
            if (happened.Detail is SlotWritten written && written.Slot == slot)
                versions.Add(new SlotVersion(happened.Id, happened.By, happened.OccurredAt, written.Text));
            else if (happened.Detail is SlotReleased released && released.Slot == slot)
                versions.Add(new SlotVersion(happened.Id, happened.By, happened.OccurredAt, null));
        }

        return versions.ToImmutable();
    }
}

/// <param name="Version">The event that wrote it.</param>
/// <param name="Text">Nothing where the slot was given back to the bot.</param>
public sealed record SlotVersion(long Version, Person By, Moment At, string? Text);
