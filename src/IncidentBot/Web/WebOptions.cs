using System.ComponentModel.DataAnnotations;

namespace IncidentBot.Web;

/// <summary><c>Web</c>: who may see the bot's pages.</summary>
public sealed class WebOptions
{
    public const string Section = "Web";

    /// <summary>What scripts present as <c>Authorization: Bearer …</c>. Empty: nobody gets in that way.</summary>
    public string ApiToken { get; set; } = "";

    /// <summary>Who does nothing for so long is signed out.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "31.00:00:00", ErrorMessage = "Web:SessionIdle is a time between 00:05:00 and 31.00:00:00, for example 12:00:00.")]
    public TimeSpan SessionIdle { get; set; } = TimeSpan.FromHours(12);

    /// <summary>After so long one signs in again, come what may.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "90.00:00:00", ErrorMessage = "Web:SessionLifetime is a time between 00:05:00 and 90.00:00:00, for example 7.00:00:00.")]
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromDays(7);

    public OidcOptions Oidc { get; set; } = new();
}

/// <summary><c>Web:Oidc</c>: the identity provider that people sign in with, beside the links from the chat.</summary>
public sealed class OidcOptions
{
    /// <summary>The provider's address; below it stands <c>.well-known/openid-configuration</c>. Empty: there is none.</summary>
    public string Authority { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    public bool IsOn => Authority.Length > 0;
}
