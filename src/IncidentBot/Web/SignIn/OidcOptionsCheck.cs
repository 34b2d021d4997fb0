using Microsoft.Extensions.Options;

namespace IncidentBot.Web.SignIn;

/// <summary>Half an identity provider is a mistake, and is told at start-up.</summary>
public sealed class OidcOptionsCheck : IValidateOptions<WebOptions>
{
    public ValidateOptionsResult Validate(string? name, WebOptions options) =>
        ProblemOf(options.Oidc) is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;

    private static string? ProblemOf(OidcOptions oidc)
    {
        if (!oidc.IsOn)
        {
            return oidc.ClientId.Length + oidc.ClientSecret.Length > 0
                ? "Web:Oidc:Authority is missing: set it to the address of the identity provider, or leave Web:Oidc:ClientId and Web:Oidc:ClientSecret empty."
                : null;
        }

        if (!Uri.TryCreate(oidc.Authority, UriKind.Absolute, out var authority) || !(authority.Scheme == Uri.UriSchemeHttps || (authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback)))
            return "Web:Oidc:Authority must be an https:// address, for example https://login.example.com (http:// on this machine only).";
        if (oidc.ClientId.Length == 0)
            return "Web:Oidc:ClientId is missing: set it to the id under which the bot is registered with the identity provider.";

        return oidc.ClientSecret.Length == 0 ? "Web:Oidc:ClientSecret is missing: set it to the secret that the identity provider gave the bot." : null;
    }
}
