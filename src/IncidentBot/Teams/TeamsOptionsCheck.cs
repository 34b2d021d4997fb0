using Microsoft.Extensions.Options;

namespace IncidentBot.Teams;

/// <summary>Stops a start with settings that cannot work, and says which and what to put there.</summary>
public sealed class TeamsOptionsCheck(TimeProvider time) : IValidateOptions<TeamsOptions>
{
    private static readonly string[] NotTenants = ["common", "organizations", "consumers", "botframework.com"];

    public ValidateOptionsResult Validate(string? name, TeamsOptions options)
    {
        List<string> problems = [.. Problems(options), .. OfCertificate(options), .. OfGraph(options)];
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

    private IEnumerable<string> OfCertificate(TeamsOptions options)
    {
        if (!options.Certificate.IsSet)
        {
            if (options.Certificate.Password.Length > 0)
                yield return "Teams:Certificate:Password is set, but no certificate is. Name its file in Teams:Certificate:Path.";
            yield break;
        }

        if (options.AppPassword.Length > 0)
            yield return "Teams:AppPassword and Teams:Certificate:Path are both set. Leave the secret out: the certificate takes its place.";
        using var read = TeamsCertificate.Read(options.Certificate, time.GetUtcNow());
        if (read.Problem is { } problem)
            yield return problem;
    }

    private static IEnumerable<string> OfGraph(TeamsOptions options)
    {
        if (options.OwnChannel && !options.Graph.Enabled)
            yield return "Teams:OwnChannel needs Teams:Graph:Enabled: channels are made through Microsoft Graph. Turn it on too, or turn Teams:OwnChannel off.";
        if (!options.Graph.Enabled)
            yield break;

        if (!Uri.TryCreate(options.Graph.BaseUrl, UriKind.Absolute, out var graph) || !IsSafe(options.Graph.BaseUrl) || graph.PathAndQuery != "/" || !(graph.IsLoopback || IsGraph(graph)))
            yield return $"Teams:Graph:BaseUrl must be one of {string.Join(", ", TeamsGraphOptions.Hosts.Select(host => $"https://{host}"))} (http:// is for this machine only): the bot's token goes nowhere else.";
        if (options.AllowUnauthenticated && options.AppId.Length == 0)
            yield return "Teams:Graph:Enabled needs a registration: set Teams:AppId, Teams:TenantId, and Teams:AppPassword or Teams:Certificate:Path, or turn it off.";
    }

    private static bool IsGraph(Uri address) => address.IsDefaultPort && TeamsGraphOptions.Hosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase);

    private static bool IsHostOrPrefix(string allowed) => allowed.Contains("://", StringComparison.Ordinal)
        ? IsSafe(allowed)
        : !string.IsNullOrWhiteSpace(allowed) && !allowed.Any(letter => letter is '*' or '/' or ' ') && !allowed.StartsWith('.');

    private static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
