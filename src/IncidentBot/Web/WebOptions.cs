namespace IncidentBot.Web;

/// <summary><c>Web</c>: who may see the bot's pages.</summary>
public sealed class WebOptions
{
    public const string Section = "Web";

    /// <summary>What scripts present as <c>Authorization: Bearer …</c>. Empty: nobody gets in that way.</summary>
    public string ApiToken { get; set; } = "";
}
