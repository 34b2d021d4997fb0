using IncidentBot.Documents;
using IncidentBot.Storage;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace IncidentBot.Web.SignIn;

internal static class SignInServices
{
    public static IServiceCollection AddSignIn(this IServiceCollection services, OidcOptions oidc)
    {
        services.AddEncryption();
        services.AddAntiforgery();

        // It warns of each page whose caching it narrows, which is what it is there for.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error));
        services.AddOptions<AntiforgeryOptions>().Configure<IOptions<PageOptions>>((antiforgery, pages) =>
        {
            antiforgery.Cookie = OurCookie("incidentbot-form", pages.Value);
            antiforgery.SuppressXFrameOptionsHeader = true;
        });

        services.AddSingleton<ITicketStore, SessionTickets>();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<IOptions<PageOptions>, IOptions<WebOptions>, ITicketStore>((cookies, pages, web, sessions) =>
            {
                cookies.Cookie = OurCookie("incidentbot", pages.Value);
                cookies.Cookie.MaxAge = web.Value.SessionLifetime;
                cookies.SessionStore = sessions;
                cookies.SlidingExpiration = false;
                cookies.ExpireTimeSpan = web.Value.SessionLifetime;
            });
        services.AddSingleton<IValidateOptions<WebOptions>, OidcOptionsCheck>();
        if (oidc is { IsOn: true, ClientId.Length: > 0, ClientSecret.Length: > 0 })
            services.AddOidc();
        return services;
    }

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var signIn = routes.MapGroup("").FromOurPages();
        signIn.MapGet("/sign-in/{token}", SignInByLink.ShowAsync);
        signIn.MapPost("/sign-in/{token}", SignInByLink.UseAsync);
        signIn.MapPost("/sign-out", (Delegate)SignOutAsync);
        if (routes.ServiceProvider.GetRequiredService<IOptions<WebOptions>>().Value.Oidc.IsOn)
            routes.MapOidc();
    }

    /// <summary>A cookie that no script reads and no other site's request carries; the prefix binds it to this very host.</summary>
    public static CookieBuilder OurCookie(string name, PageOptions pages)
    {
        var isSecure = new Uri(pages.PublicUrl).Scheme == Uri.UriSchemeHttps;
        return new CookieOfPublicUrl(isSecure)
        {
            Name = isSecure ? $"__Host-{name}" : name,
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            SecurePolicy = CookieSecurePolicy.SameAsRequest,
            Path = "/",
            IsEssential = true,
        };
    }

    private static async Task<IResult> SignOutAsync(HttpContext context)
    {
        await SignedIn.EndAsync(context);
        return Results.LocalRedirect("/incidents");
    }

    /// <summary>Behind a proxy the request itself is not encrypted, and yet the browser's is.</summary>
    private sealed class CookieOfPublicUrl(bool isSecure) : CookieBuilder
    {
        public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
        {
            var cookie = base.Build(context, expiresFrom);
            cookie.Secure |= isSecure;
            return cookie;
        }
    }
}
