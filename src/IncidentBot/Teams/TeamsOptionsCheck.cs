using Microsoft.Extensions.Options;

namespace IncidentBot.Teams;

/// <summary>Stops a start with settings that cannot work, and says which and what to put there.</summary>
public sealed class TeamsOptionsCheck : IValidateOptions<TeamsOptions>
{
    private static readonly string[] NotTenants = ["common", "organizations", "consumers", "botframework.com"];

    public ValidateOptionsResult Validate(string? name, TeamsOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(TeamsOptions options)
    {
        if (!IsSafe(options.OpenIdMetadataUrl))
            yield return "Teams:OpenIdMetadataUrl must be an address that begins with https:// (http:// is for this machine only): https://login.botframework.com/v1/.well-known/openidconfiguration.";
        if (!IsSafe(options.Issuer))
            yield return "Teams:Issuer must be an address that begins with https:// (http:// is for this machine only): https://api.botframework.com, or https://api.botframework.us for governments.";
        if (options.TokenUrl.Length > 0 && !IsSafe(options.TokenUrl))
            yield return "Teams:TokenUrl must begin with https:// (http:// is for this machine only): the bot's secret would travel unprotected. Leave it empty for Microsoft's.";
        if (options.AppId.Any(char.IsWhiteSpace))
            yield return "Teams:AppId holds a space. Copy the application (client) id again from the bot's registration.";
        if (options.TenantId.Any(letter => char.IsWhiteSpace(letter) || letter == '/') || NotTenants.Contains(options.TenantId, StringComparer.OrdinalIgnoreCase))
            yield return "Teams:TenantId must be the id of one directory (tenant): it stands on the Overview page of Microsoft Entra.";
        if (options.AllowedTenants.Any(string.IsNullOrWhiteSpace))
            yield return "Teams:AllowedTenants holds an empty entry. Put the ids of directories there, or leave the list out.";
        if (options.AllowedServiceUrls.Any(allowed => !IsHostOrPrefix(allowed)))
            yield return "Teams:AllowedServiceUrls holds hosts, for example smba.trafficmanager.net, or addresses that begin with https:// (http:// is for this machine only). A host counts with its subdomains; * is not needed.";
    }

    private static bool IsHostOrPrefix(string allowed) => allowed.Contains("://", StringComparison.Ordinal)
        ? IsSafe(allowed)
        : !string.IsNullOrWhiteSpace(allowed) && !allowed.Any(letter => letter is '*' or '/' or ' ') && !allowed.StartsWith('.');

    private static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
