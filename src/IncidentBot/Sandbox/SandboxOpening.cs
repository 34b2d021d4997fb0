using IncidentBot.Storage;

namespace IncidentBot.Sandbox;

/// <summary>Makes what is always there: the general room, and what the bot knows of the people.</summary>
public sealed class SandboxOpening(SandboxRoomStore rooms, NameStore names, TimeProvider time) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await rooms.OpenAsync(new SandboxRoom(SandboxRoom.General, "Say anything. /incident start P1 <title> opens an incident.", null, null), now, cancellationToken);
        foreach (var person in SandboxPerson.Cast)
            await names.SaveAsync(new KnownName(person.Person.Id, person.Name, person.TimeZone, now), cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
