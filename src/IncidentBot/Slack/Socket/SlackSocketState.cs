namespace IncidentBot.Slack;

/// <summary>Whether Slack can deliver over a socket now.</summary>
public sealed class SlackSocketState
{
    private volatile bool _isOpen;

    public bool IsOpen
    {
        get => _isOpen;
        set => _isOpen = value;
    }
}
