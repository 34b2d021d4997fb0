namespace IncidentBot.Chat;

/// <summary><c>Announcements</c>: where incidents are made known.</summary>
public sealed class AnnouncementOptions
{
    public const string Section = "Announcements";

    /// <summary>A conversation as <c>platform:workspace/channel</c>, or just the channel's id where one platform is in use. Empty: none.</summary>
    public string Channel { get; set; } = "";

    /// <summary>Conversations, written alike, to which each status update goes as well.</summary>
    public string[] Updates { get; set; } = [];
}
