using IncidentBot.Health;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace IncidentBot.Web;

public static class WebServices
{
    private const long LargestBody = 1024 * 1024;

    /// <param name="isSandboxOn">Asked when the program is put together: this folder knows no platform.</param>
    /// <param name="isCalledFromOutside">Whether a chat posts to the bot; asked then as well.</param>
    public static IServiceCollection AddWeb(this IServiceCollection services, Func<IServiceProvider, bool> isSandboxOn, Func<IServiceProvider, bool> isCalledFromOutside)
    {
        services.AddOptions<WebOptions>().BindConfiguration(WebOptions.Section);
        services.Configure<KestrelServerOptions>(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = LargestBody;
        });
        services.AddExceptionHandler<Faults>();
        services.AddSingleton(provider => new Access(provider.GetRequiredService<IOptions<WebOptions>>(), isSandboxOn(provider)));
        services.AddSingleton<IncidentReader>();
        services.AddSingleton<IDiagnosis, TemplateDiagnosis>();
        services.AddHttpClient(nameof(PublicUrlDiagnosis)).RemoveAllLoggers();
        services.AddSingleton<IDiagnosis>(provider => ActivatorUtilities.CreateInstance<PublicUrlDiagnosis>(provider, isCalledFromOutside(provider)));
        return services;
    }

    public static void MapWeb(this WebApplication app)
    {
        app.Use(HardenAsync);
        app.UseExceptionHandler(_ => { });

        app.MapGet(IncidentPage.StylesheetPath, IncidentPage.Stylesheet);
        var pages = app.MapGroup("").OnlyFor(app.Services.GetRequiredService<Access>().Admits);
        pages.MapGet("/incidents.json", IncidentList.GetAsync);
        pages.MapGet("/incidents/{id}", IncidentPage.GetAsync);
        pages.MapGet("/incidents/{id}/postmortem.md", PostmortemFile.MarkdownAsync);
        pages.MapGet("/incidents/{id}/postmortem.json", PostmortemFile.JsonAsync);
        pages.MapGet("/incidents/{id}/log.jsonl", LogFile.GetAsync);
    }

    private static Task HardenAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        context.Response.OnStarting(() =>
        {
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            return Task.CompletedTask;
        });
        return next(context);
    }
}
