using System.Security.Claims;
using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Web.Acting;
using IncidentBot.Web.Frame;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace IncidentBot.Web.SignIn;

/// <summary>
/// Signing in with the organisation's identity provider, by the framework's own handler: code flow, PKCE, state, nonce.
/// An account is <c>oidc:&lt;sub&gt;</c>, until a link from the chat has shown whose it is there.
/// </summary>
internal static class OidcServices
{
    private const string Scheme = OpenIdConnectDefaults.AuthenticationScheme;
    private const string CallbackPath = "/signin-oidc";

    private static readonly PageTrouble Failed = new(
        "Signing in did not work", "The identity provider's answer could not be accepted. Try again; if that does not help, type /incident web in your chat.");

    public static void AddOidc(this IServiceCollection services)
    {
        services.AddAuthentication().AddOpenIdConnect(Scheme, _ => { });
        services.AddOptions<OpenIdConnectOptions>(Scheme).Configure<IOptions<WebOptions>, IOptions<PageOptions>, WebSessionStore, TimeProvider>(
            (oidc, web, pages, sessions, time) =>
            {
                SetUp(oidc, web.Value.Oidc, new Uri(pages.Value.PublicUrl));
                oidc.TokenValidationParameters.LifetimeValidator = (notBefore, expires, _, parameters) =>
                    expires > (time.GetUtcNow() - parameters.ClockSkew).UtcDateTime && !(notBefore > (time.GetUtcNow() + parameters.ClockSkew).UtcDateTime);
                oidc.Events.OnTokenValidated = validated => TakeInAsync(validated, sessions);
            });
    }

    public static void MapOidc(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("").FromOurPages().MapPost("/sign-in", async (HttpContext context) =>
        {
            var form = await context.Request.ReadFormAsync();
            var back = ActEndpoint.LocalAddress(form["return"], "/incidents");
            return Results.Challenge(new AuthenticationProperties { RedirectUri = back }, [Scheme]);
        });

    private static void SetUp(OpenIdConnectOptions oidc, OidcOptions settings, Uri publicUrl)
    {
        oidc.Authority = settings.Authority;
        oidc.ClientId = settings.ClientId;
        oidc.ClientSecret = settings.ClientSecret;
        oidc.RequireHttpsMetadata = settings.Authority.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        oidc.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        oidc.CallbackPath = CallbackPath;
        oidc.ResponseType = OpenIdConnectResponseType.Code;
        // The answer comes back in the address, so that the cookies need not be sent along with what other sites post.
        oidc.ResponseMode = OpenIdConnectResponseMode.Query;
        oidc.UsePkce = true;
        oidc.MapInboundClaims = false;
        oidc.DisableTelemetry = true;

        var secure = publicUrl.Scheme == Uri.UriSchemeHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        foreach (var cookie in new[] { oidc.NonceCookie, oidc.CorrelationCookie })
            (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, secure);

        // Behind a proxy a request does not say under which address the browser knows the bot.
        oidc.Events.OnRedirectToIdentityProvider = leaving =>
        {
            leaving.ProtocolMessage.RedirectUri = publicUrl.AbsoluteUri.TrimEnd('/') + CallbackPath;
            return Task.CompletedTask;
        };
        oidc.Events.OnRemoteFailure = async failed =>
        {
            failed.HandleResponse();
            await Pages.Trouble(StatusCodes.Status400BadRequest, Failed).ExecuteAsync(failed.HttpContext);
        };
    }

    private static async Task TakeInAsync(TokenValidatedContext validated, WebSessionStore sessions)
    {
        var claims = validated.Principal!;
        if (claims.FindFirstValue("sub") is not { Length: > 0 } subject)
        {
            validated.Fail("The token names no subject.");
            return;
        }

        var name = claims.FindFirstValue("name") ?? claims.FindFirstValue("preferred_username") ?? claims.FindFirstValue("email") ?? subject;
        var person = await sessions.TiedToAsync(subject, validated.HttpContext.RequestAborted) ?? new Person($"oidc:{subject}", name);
        validated.Principal = SessionClaims.Of(person, subject);

        // The framework signs in next; with a session still there it would go on with that one.
        await SignedIn.EndAsync(validated.HttpContext);
    }
}
