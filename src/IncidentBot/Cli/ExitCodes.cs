namespace IncidentBot.Cli;

/// <summary>As scripts read them.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;

    /// <summary>The command line can't be read.</summary>
    public const int Usage = 2;
}
