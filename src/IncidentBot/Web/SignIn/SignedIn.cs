using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace IncidentBot.Web.SignIn;

/// <summary>
/// Begins and ends sessions. Each begins under a key of its own: the framework's handler keeps the key that came with the
/// request, also after that session was ended, so that a handler which has seen nothing yet is taken each time.
/// </summary>
internal static class SignedIn
{
    private const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>Whoever was signed in before in this browser is not any more.</summary>
    public static async Task BeginAsync(HttpContext context, ClaimsPrincipal who)
    {
        await EndAsync(context);
        await (await HandlerAsync(context)).SignInAsync(who, null);
    }

    public static async Task EndAsync(HttpContext context) => await (await HandlerAsync(context)).SignOutAsync(null);

    private static async Task<CookieAuthenticationHandler> HandlerAsync(HttpContext context)
    {
        var handler = context.RequestServices.GetRequiredService<CookieAuthenticationHandler>();
        await handler.InitializeAsync(new AuthenticationScheme(Scheme, null, typeof(CookieAuthenticationHandler)), context);
        return handler;
    }
}
