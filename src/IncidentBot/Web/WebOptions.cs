using System.ComponentModel.DataAnnotations;

namespace IncidentBot.Web;

/// <summary><c>Web</c>: the bot's own pages.</summary>
public sealed class WebOptions
{
    public const string Section = "Web";

    /// <summary>Where people's browsers reach the bot; links in chats begin with it.</summary>
    [Url(ErrorMessage = "Web:PublicUrl must be an absolute http or https address, for example https://incidents.example.com.")]
    public string PublicUrl { get; set; } = "http://localhost:5080";

    /// <summary>What scripts present as <c>Authorization: Bearer …</c>. Empty: nobody gets in that way.</summary>
    public string ApiToken { get; set; } = "";
}
