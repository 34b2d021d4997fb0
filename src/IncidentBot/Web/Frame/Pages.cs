using IncidentBot.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentBot.Web.Frame;

/// <summary>Answers that are pages.</summary>
public static class Pages
{
    /// <summary>Nothing but our own files, and no script or style within a page. The sandbox may show a page in a frame.</summary>
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

    /// <param name="parameters">The component's, as properties of any object.</param>
    public static IResult Show<TPage>(object? parameters = null, int status = StatusCodes.Status200OK)
        where TPage : IComponent =>
        new Answer(new RazorComponentResult<TPage>(parameters ?? new { }) { StatusCode = status, PreventStreamingRendering = true });

    public static IResult Trouble(int status, PageTrouble trouble) => Show<TroublePage>(new { Trouble = trouble }, status);

    public static IResult SignInNeeded(HttpContext context) => Show<SignInNeeded>(
        new { HasProvider = context.RequestServices.GetRequiredService<Microsoft.Extensions.Options.IOptions<WebOptions>>().Value.Oidc.IsOn },
        StatusCodes.Status401Unauthorized);

    /// <summary>The same for what is not there and for what is not theirs.</summary>
    public static IResult NotFound(HttpRequest request) => IsWantedBy(request)
        ? Trouble(StatusCodes.Status404NotFound, new PageTrouble("Nothing is here", "There is no such page, or it is not for you."))
        : Results.NotFound();

    /// <summary>Whether a browser asks, and not a program.</summary>
    public static bool IsWantedBy(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private sealed class Answer(IResult page) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var headers = httpContext.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            if (headers.CacheControl.Count == 0)
                headers.CacheControl = "no-store";
            return page.ExecuteAsync(httpContext);
        }
    }
}

/// <summary>What a page says that has nothing to show.</summary>
public sealed record PageTrouble(string Title, string Words);
