namespace IncidentBot.Sandbox;

/// <summary><c>Sandbox</c>: the chat in the browser.</summary>
public sealed class SandboxOptions
{
    public const string Section = "Sandbox";

    /// <summary>Left out: on as long as no other chat platform is set up.</summary>
    public bool? Enabled { get; set; }
}
