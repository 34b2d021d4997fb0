namespace IncidentBot.Web;

public static class AccessGuard
{
    /// <summary>Answers 401, and nothing else, to whoever is not admitted; before anything of the request is read.</summary>
    public static TBuilder OnlyFor<TBuilder>(this TBuilder endpoints, Func<HttpContext, bool> admits)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoints.Add(endpoint =>
        {
            var answer = endpoint.RequestDelegate ?? throw new InvalidOperationException($"{endpoint.DisplayName} answers nothing.");
            endpoint.RequestDelegate = context => admits(context) ? answer(context) : Refuse(context.Response);
        });
        return endpoints;
    }

    private static Task Refuse(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status401Unauthorized;
        response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }
}
