namespace IncidentBot.Storage;

/// <summary><c>People</c>: when accounts on several platforms are one person's.</summary>
public sealed class PeopleOptions
{
    public const string Section = "People";

    /// <summary>Whether members whom two directories know under the same e-mail address are one, without being asked.</summary>
    public bool LinkByEmail { get; set; } = true;
}
