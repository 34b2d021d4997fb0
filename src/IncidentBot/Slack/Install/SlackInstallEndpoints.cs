namespace IncidentBot.Slack;

/// <summary>Where a workspace's people come to install the bot, and where Slack sends them back. Source: docs.slack.dev "Installing with OAuth".</summary>
public sealed partial class SlackInstallEndpoints(
    SlackInstallAddress addresses,
    SlackInstallStates states,
    SlackInstallPages pages,
    SlackInstaller installer,
    ILogger<SlackInstallEndpoints> logger)
{
    public const string Cookie = "slack_install";
    private const string CookiePath = "/slack";

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(SlackInstallAddress.InstallPath, Begin);
        endpoints.MapGet(SlackInstallAddress.RedirectPath, FinishAsync);
    }

    private void Begin(HttpContext context)
    {
        var (state, cookie) = states.Begin();
        context.Response.Cookies.Append(Cookie, cookie, Options(context.Request, SlackInstallStates.Lifetime));
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Redirect(addresses.Authorize(state));
    }

    private async Task FinishAsync(HttpContext context)
    {
        var page = await FinishAsync(context.Request, context.RequestAborted);
        context.Response.Cookies.Delete(Cookie, Options(context.Request, null));
        await page.WriteAsync(context.Response);
    }

    private async Task<SlackInstallPage> FinishAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (Single(request, "error") is "access_denied")
            return pages.Denied();
        if (!await states.SpendAsync(Single(request, "state"), request.Cookies[Cookie], cancellationToken))
            return pages.WrongState();
        if (Single(request, "code") is not { Length: > 0 } code)
            return pages.Refused(Single(request, "error") ?? "");

        try
        {
            return pages.Connected(await installer.InstallAsync(code, addresses.Redirect));
        }
        catch (SlackApiException refused) when (!refused.IsPassing)
        {
            LogRefused(refused.Code);
            return pages.Refused(refused.Code);
        }
        catch (Exception unreached) when (unreached is SlackApiException or HttpRequestException or TaskCanceledException or IOException)
        {
            LogUnreached(unreached.Message);
            return pages.Unreached();
        }
    }

    private static string? Single(HttpRequest request, string name) => request.Query[name] is [var value] ? value : null;

    /// <summary>Lax: Slack's page leads back here, and the cookie must come along.</summary>
    private CookieOptions Options(HttpRequest request, TimeSpan? maxAge) => new()
    {
        HttpOnly = true,
        Secure = addresses.IsHttps || request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = CookiePath,
        MaxAge = maxAge,
        IsEssential = true,
    };

    [LoggerMessage(LogLevel.Warning, "An installation was refused by Slack: {Code}")]
    private partial void LogRefused(string code);

    [LoggerMessage(LogLevel.Warning, "An installation could not be finished: Slack was not reached ({Reason})")]
    private partial void LogUnreached(string reason);
}
