using System.Diagnostics;

namespace IncidentBot.Tests.Infrastructure;

/// <summary>Waits for what another process or thread brings about: the only place in the tests that waits by time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Repeats the action until it throws nothing; after 20 s its last exception is the test's.</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T>> action, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await action();
            }
            catch (Exception error) when (error is not OperationCanceledException && watch.Elapsed < Limit)
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    public static async Task TrueAsync(Func<bool> condition, string expectation, CancellationToken cancellationToken) =>
        await GetAsync(
            () => condition() ? Task.FromResult(true) : throw new TimeoutException($"Never came true: {expectation}"),
            cancellationToken);
}
