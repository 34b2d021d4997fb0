namespace IncidentBot.Chat;

/// <summary><c>Operator</c>: who looks after the bot.</summary>
public sealed class OperatorOptions
{
    public const string Section = "Operator";

    /// <summary>Where the bot says what it could not do and how to mend it, as in <see cref="AnnouncementOptions.Channel"/>. Empty: in the log and in <c>doctor</c> alone.</summary>
    public string Channel { get; set; } = "";
}
