using Npgsql;

namespace IncidentBot.Storage;

/// <summary>Held by one replica at a time, for as long as its connection lives.</summary>
public sealed class SenderLock(NpgsqlDataSource dataSource) : IAsyncDisposable
{
    // Any number that nothing else in this database locks.
    private const long Key = 0x1C1D_0B07_0001;

    private readonly SemaphoreSlim _one = new(1);
    private NpgsqlConnection? _connection;

    public async Task<bool> IsHeldAsync(CancellationToken cancellationToken)
    {
        // A host that stops lets go of it while the sender may still be asking.
        await _one.WaitAsync(cancellationToken);
        try
        {
            return await HoldAsync(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _one.WaitAsync();
        try
        {
            await LetGoAsync();
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<bool> HoldAsync(CancellationToken cancellationToken)
    {
        if (_connection is not null)
        {
            try
            {
                await using var stillThere = new NpgsqlCommand("select 1", _connection);
                await stillThere.ExecuteScalarAsync(cancellationToken);
                return true;
            }
            catch (Exception lost) when (StorageAwayException.Explains(lost))
            {
                await LetGoAsync();
            }
        }

        var candidate = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var tryLock = new NpgsqlCommand("select pg_try_advisory_lock($1)", candidate) { Parameters = { new() { Value = Key } } };
        if (await tryLock.ExecuteScalarAsync(cancellationToken) is true)
        {
            _connection = candidate;
            return true;
        }

        await candidate.DisposeAsync();
        return false;
    }

    private async Task LetGoAsync()
    {
        if (_connection is { } held)
        {
            _connection = null;
            // A pooled connection would keep the lock: this one is closed for good.
            NpgsqlConnection.ClearPool(held);
            await held.DisposeAsync();
        }
    }
}
