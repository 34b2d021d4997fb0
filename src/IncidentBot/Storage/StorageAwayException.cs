using System.Net.Sockets;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>The database cannot be reached, or will not take anything now: nothing was recorded, and trying again later may help.</summary>
public sealed class StorageAwayException(Exception inner) : Exception("The database is away; nothing was recorded.", inner)
{
    /// <summary>Whether this is what went wrong, and not a mistake of ours.</summary>
    public static bool Explains(Exception error) => error switch
    {
        StorageAwayException or OutcomeUnknownException or TimeoutException or IOException or SocketException => true,
        PostgresException refused => refused.IsTransient || refused.SqlState is
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.ObjectNotInPrerequisiteState or PostgresErrorCodes.DiskFull or PostgresErrorCodes.ReadOnlySqlTransaction,
        NpgsqlException => true,
        _ => false,
    };
}

/// <summary>The database went away in the middle of a commit or after it: what was to be stored may be there or not.</summary>
public sealed class OutcomeUnknownException(Exception inner) : Exception("The database went away; whether it was recorded is not known.", inner);
