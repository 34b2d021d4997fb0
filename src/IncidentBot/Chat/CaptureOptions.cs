using System.ComponentModel.DataAnnotations;

namespace IncidentBot.Chat;

/// <summary><c>Capture</c>: what is kept of a chat besides its words.</summary>
public sealed class CaptureOptions
{
    public const string Section = "Capture";

    /// <summary>Files up to so many bytes are kept with their message, and deleted with it. 0: none are.</summary>
    [Range(0, 1_000_000_000, ErrorMessage = "Capture:KeepFilesUpTo is a number of bytes up to 1000000000, for example 5000000; 0 keeps no files.")]
    public long KeepFilesUpTo { get; set; }
}
