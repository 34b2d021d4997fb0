namespace IncidentBot.Slack;

/// <summary>Why a connection needs another in its place.</summary>
public enum SocketEnd
{
    /// <summary>It went away.</summary>
    Lost,

    /// <summary>Slack wants another one, and keeps this one for a few seconds.</summary>
    Renewed,

    /// <summary>Socket Mode was turned off in the app's settings.</summary>
    Disabled,
}
