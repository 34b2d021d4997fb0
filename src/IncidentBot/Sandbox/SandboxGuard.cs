namespace IncidentBot.Sandbox;

/// <summary>
/// In the sandbox one may be anybody, so only people at this machine get in: no other machine, no proxy that speaks for
/// one, no web page of elsewhere that uses the browser of somebody here, under whatever name it made it reach us.
/// </summary>
public static class SandboxGuard
{
    public static bool LetsIn(HttpRequest request) =>
        ThisMachine.Sent(request)
        && IsFromOurPage(request)
        && (IsReading(request) || request.HasJsonContentType());

    public static RequestDelegate Around(RequestDelegate endpoint) => async context =>
    {
        if (LetsIn(context.Request))
        {
            await endpoint(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        await context.Response.WriteAsync("The sandbox is open only to a browser on the bot's own machine.", context.RequestAborted);
    };

    // Browsers always say where a request that changes something comes from; a program at this machine need not.
    private static bool IsFromOurPage(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "" or "same-origin" or "none" => true,
        _ => IsNavigation(request),
    };

    /// <summary>A link on another page may lead here: it shows the page and does nothing.</summary>
    private static bool IsNavigation(HttpRequest request) => IsReading(request) && request.Headers["Sec-Fetch-Mode"] == "navigate";

    private static bool IsReading(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
}
