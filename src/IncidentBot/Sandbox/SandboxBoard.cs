namespace IncidentBot.Sandbox;

/// <summary>What people and bot write on: it gives a message its time, keeps it and shows it.</summary>
public sealed class SandboxBoard(SandboxStore store, SandboxClock clock, SandboxFeed feed) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Keeps a message under the next free time of its room; nobody sees it yet.</summary>
    /// <param name="message">Its id is given here.</param>
    public async Task<SandboxMessage> AddAsync(SandboxMessage message, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var now = await clock.NowAsync(message.Room, cancellationToken);
            var last = await store.LastIdAsync(message.Room, cancellationToken);
            return await store.AddAsync(message with { Id = MessageTime.After(last, now) }, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task<SandboxMessage> PostAsync(SandboxMessage message, CancellationToken cancellationToken)
    {
        var posted = await AddAsync(message, cancellationToken);
        feed.Show(posted);
        return posted;
    }

    /// <summary>Changes a message as it stands at that moment, and shows it. A message that is gone stays gone.</summary>
    public async Task<SandboxMessage?> ChangeAsync(string room, string id, Func<SandboxMessage, SandboxMessage> change, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (await store.FindAsync(room, id, cancellationToken) is not { } message)
                return null;

            var changed = await store.SaveAsync(change(message), cancellationToken);
            feed.Show(changed);
            return changed;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
