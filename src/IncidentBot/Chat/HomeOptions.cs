using System.ComponentModel.DataAnnotations;

namespace IncidentBot.Chat;

/// <summary><c>Homes</c>: how the bot keeps the conversations it makes for incidents.</summary>
public sealed class HomeOptions
{
    public const string Section = "Homes";

    /// <summary>Whether a conversation is renamed when its incident gets another title.</summary>
    public bool RenameWithTitle { get; set; }

    /// <summary>Whether a copy of the document stands beside the conversation and is kept in step: a canvas in Slack.</summary>
    public bool ShowDocument { get; set; }

    /// <summary>Whether what people write in one home of an incident is shown in its other homes.</summary>
    public bool Relay { get; set; } = true;

    /// <summary>Days after which the home of a closed incident is archived, with a notice the day before. 0: never.</summary>
    [Range(0, 3650, ErrorMessage = "Homes:ArchiveAfterDays is a number of days, 0 (never) to 3650.")]
    public int ArchiveAfterDays { get; set; }
}
