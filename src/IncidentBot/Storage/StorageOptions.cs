using System.ComponentModel.DataAnnotations;

namespace IncidentBot.Storage;

public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>
    /// Where the bot's own PostgreSQL keeps its files; unused when <c>ConnectionStrings:IncidentBot</c> is set.
    /// A relative path counts from the current directory.
    /// </summary>
    [Required(ErrorMessage = "Storage:DataDirectory is empty: name the folder that keeps the bot's data, or leave the setting out for \"data\".")]
    public string DataDirectory { get; set; } = "data";

    public string FullDataDirectory => Path.GetFullPath(DataDirectory);
}
