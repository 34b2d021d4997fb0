using Microsoft.Extensions.Options;

namespace IncidentBot.Teams;

/// <summary>Whether an activity may be acted on: what its token says must hold for it, and it must come from where the operator lets it come from.</summary>
public sealed class TeamsAdmission(IOptions<TeamsOptions> options)
{
    /// <param name="token">Nothing where none is asked for.</param>
    /// <returns>Why not, with the status that says so; nothing where it may.</returns>
    public (int Status, string Why)? Refuse(TeamsProof? token, TeamsActivity activity)
    {
        if (token is not null && !token.ServiceUrl.TrimEnd('/').Equals(activity.ServiceUrl, StringComparison.OrdinalIgnoreCase))
            return (StatusCodes.Status401Unauthorized, "its token is for another service");
        if (token is not null && (activity.ChannelId is not { } channel || !token.Endorsements.Contains(channel)))
            return (StatusCodes.Status403Forbidden, "its key is not for this channel");
        if (!IsOfAllowedTenant(activity))
            return (StatusCodes.Status403Forbidden, "its tenant is neither Teams:TenantId nor one of Teams:AllowedTenants");
        if (!IsAllowedService(activity.ServiceUrl))
            return (StatusCodes.Status403Forbidden, "its service is not among Teams:AllowedServiceUrls");

        return null;
    }

    /// <summary>While nobody needs to prove anything, no tenant need be named either.</summary>
    private bool IsOfAllowedTenant(TeamsActivity activity)
    {
        string[] allowed = [.. options.Value.AllowedTenants.Append(options.Value.TenantId).Where(tenant => !string.IsNullOrWhiteSpace(tenant))];
        if (allowed.Length == 0 && options.Value.AllowUnauthenticated)
            return true;

        return activity.Tenants is { Count: > 0 } tenants && tenants.All(tenant => allowed.Contains(tenant, StringComparer.OrdinalIgnoreCase));
    }

    private bool IsAllowedService(string serviceUrl) =>
        Uri.TryCreate(serviceUrl, UriKind.Absolute, out var address) && address.Query.Length == 0 && address.Fragment.Length == 0 && options.Value.Allows(address);
}
