namespace IncidentBot.Sandbox;

/// <summary>Tells open pages what changed in the chat.</summary>
public sealed class SandboxFeed
{
    private readonly TaskCompletionSource _somebodyWatches = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public event Action<SandboxMessage>? MessageChanged;

    public event Action? RoomsChanged;

    /// <summary>Done once the first page is open.</summary>
    public Task SomebodyWatches => _somebodyWatches.Task;

    public void PageOpened() => _somebodyWatches.TrySetResult();

    public void Show(SandboxMessage message) => MessageChanged?.Invoke(message);

    public void RoomsMayHaveChanged() => RoomsChanged?.Invoke();
}
