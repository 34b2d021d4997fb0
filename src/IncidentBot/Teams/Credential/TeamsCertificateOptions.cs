namespace IncidentBot.Teams;

/// <summary><c>Teams:Certificate</c>: what the bot proves with who it is, in place of a client secret.</summary>
public sealed class TeamsCertificateOptions
{
    /// <summary>A file that holds the certificate and its private key: PFX (PKCS #12) or PEM. Read again for each token, so that a renewed one needs no restart.</summary>
    public string Path { get; set; } = "";

    /// <summary>Opens the file, if it needs one.</summary>
    public string Password { get; set; } = "";

    public bool IsSet => Path.Length > 0;
}
