using System.ComponentModel.DataAnnotations;

namespace IncidentBot.Documents;

/// <summary><c>Web</c>: where the bot's pages are.</summary>
public sealed class PageOptions
{
    public const string Section = "Web";

    /// <summary>Where people's browsers reach the bot; links in chats begin with it.</summary>
    [Url(ErrorMessage = "Web:PublicUrl must be an absolute http or https address, for example https://incidents.example.com.")]
    public string PublicUrl { get; set; } = "http://localhost:5080";
}
