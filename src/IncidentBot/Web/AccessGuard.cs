using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Web.Frame;
using Microsoft.AspNetCore.Antiforgery;

namespace IncidentBot.Web;

public static class AccessGuard
{
    /// <summary>Answers 401, and nothing else, to whoever is not admitted; before anything of the request is read.</summary>
    public static TBuilder OnlyFor<TBuilder>(this TBuilder endpoints, Func<HttpContext, bool> admits)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.Behind((context, answer) => admits(context) ? answer(context) : Refuse(context.Response));

    /// <summary>
    /// Lets in whoever may see what the address names: <see cref="Viewer.Of(HttpContext)"/> says who it is. An incident
    /// <c>{id}</c> that is not for them is not found, like one that is not there. What is posted must come from a page of ours.
    /// </summary>
    public static TBuilder ForViewers<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.Behind(AdmitAsync);

    /// <summary>What is posted must come from a page of ours; anybody may post it.</summary>
    public static TBuilder FromOurPages<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.Behind(async (context, answer) =>
        {
            if (await IsForgedAsync(context))
                await Pages.Trouble(StatusCodes.Status400BadRequest, Forged).ExecuteAsync(context);
            else
                await answer(context);
        });

    private static readonly PageTrouble Forged = new(
        "This page is too old", "It was open for too long, or you signed in or out meanwhile. Go back, load the page again, and repeat what you did.");

    private static TBuilder Behind<TBuilder>(this TBuilder endpoints, Func<HttpContext, RequestDelegate, Task> guard)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoints.Add(endpoint =>
        {
            var answer = endpoint.RequestDelegate ?? throw new InvalidOperationException($"{endpoint.DisplayName} answers nothing.");
            endpoint.RequestDelegate = context => guard(context, answer);
        });
        return endpoints;
    }

    private static async Task AdmitAsync(HttpContext context, RequestDelegate answer)
    {
        if (context.RequestServices.GetRequiredService<Access>().ViewerOf(context) is not { } viewer)
        {
            await (Pages.IsWantedBy(context.Request) ? Pages.SignInNeeded(context).ExecuteAsync(context) : Refuse(context.Response));
            return;
        }

        context.Features.Set(viewer);
        if (context.Request.RouteValues["id"] is string id && !await MaySeeAsync(viewer, id, context))
            await Pages.NotFound(context.Request).ExecuteAsync(context);
        else if (await IsForgedAsync(context))
            await Pages.Trouble(StatusCodes.Status400BadRequest, Forged).ExecuteAsync(context);
        else
            await answer(context);
    }

    private static async Task<bool> MaySeeAsync(Viewer viewer, string id, HttpContext context) =>
        IncidentId.TryParse(id, out var incident)
        && await context.RequestServices.GetRequiredService<IncidentCatalogue>().IsThereForAsync(viewer.Audience, incident, context.RequestAborted);

    private static async Task<bool> IsForgedAsync(HttpContext context) =>
        !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method)
        && !await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);

    private static Task Refuse(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status401Unauthorized;
        response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }
}
