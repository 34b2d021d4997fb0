using System.Security.Claims;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using Microsoft.AspNetCore.Authentication;

namespace IncidentBot.Web.IncidentPages;

/// <summary>Asks anew who looks, while the answer to a request goes on for hours: a session may have ended, an incident may have become private.</summary>
public sealed class StillAllowed(IServiceScopeFactory scopes, Access access, IncidentCatalogue incidents)
{
    public async Task<bool> MayStillSeeAsync(HttpContext asked, IncidentId incident)
    {
        await using var scope = scopes.CreateAsyncScope();
        var again = Repeat(asked, scope.ServiceProvider);
        again.User = (await again.AuthenticateAsync()).Principal ?? new ClaimsPrincipal();
        return access.ViewerOf(again) is { } viewer
            && (viewer.IsOperator || await incidents.IsThereForAsync(viewer.Audience, incident, asked.RequestAborted));
    }

    /// <summary>The same request once more: within one, the framework asks for the session only once.</summary>
    private static DefaultHttpContext Repeat(HttpContext asked, IServiceProvider services)
    {
        var again = new DefaultHttpContext { RequestServices = services };
        again.Connection.RemoteIpAddress = asked.Connection.RemoteIpAddress;
        again.Request.Scheme = asked.Request.Scheme;
        again.Request.Host = asked.Request.Host;
        foreach (var header in asked.Request.Headers)
            again.Request.Headers[header.Key] = header.Value;
        return again;
    }
}
