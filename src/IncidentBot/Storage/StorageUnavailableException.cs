namespace IncidentBot.Storage;

/// <summary>
/// The database cannot be had. The message is a sentence for whoever starts the bot, with the cure in it;
/// it is printed as it is, without a stack trace.
/// </summary>
public sealed class StorageUnavailableException : Exception
{
    public StorageUnavailableException()
    {
    }

    public StorageUnavailableException(string message) : base(message)
    {
    }

    public StorageUnavailableException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
