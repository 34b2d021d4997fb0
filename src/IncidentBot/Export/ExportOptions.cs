using System.ComponentModel.DataAnnotations;

namespace IncidentBot.Export;

public sealed class ExportOptions
{
    public const string Section = "Export";

    /// <summary>The browser that prints the PDF; where it is empty, the one that is found on the PATH.</summary>
    public string ChromiumPath { get; set; } = "";

    /// <summary>For how long a print may go on, in seconds; then the browser is ended.</summary>
    [Range(1, 600, ErrorMessage = "Export:LongestPrint is the longest time of a print in seconds: 1 to 600.")]
    public int LongestPrint { get; set; } = 20;
}
