using IncidentBot.Health;
using IncidentBot.Picture;
using IncidentBot.Web.Acting;
using IncidentBot.Web.ActionItems;
using IncidentBot.Web.Frame;
using IncidentBot.Web.IncidentPages;
using IncidentBot.Web.Overview;
using IncidentBot.Web.SignIn;
using IncidentBot.Web.Trends;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace IncidentBot.Web;

public static class WebServices
{
    private const long LargestBody = 1024 * 1024;

    /// <param name="isSandboxOn">Asked when the program is put together: this folder knows no platform.</param>
    /// <param name="isCalledFromOutside">Whether a chat posts to the bot; asked then as well.</param>
    public static IServiceCollection AddWeb(
        this IServiceCollection services, IConfiguration configuration, Func<IServiceProvider, bool> isSandboxOn, Func<IServiceProvider, bool> isCalledFromOutside)
    {
        services.AddOptions<WebOptions>().BindConfiguration(WebOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.Configure<KestrelServerOptions>(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = LargestBody;
        });
        services.AddExceptionHandler<Faults>();
        services.AddSingleton(provider => new Access(provider.GetRequiredService<IOptions<WebOptions>>(), isSandboxOn(provider)));
        services.AddSingleton<IncidentReader>();
        services.AddRazorComponents();
        services.AddSingleton<SaidOnce>();
        services.AddSingleton<PageActions>();
        services.AddSingleton<PageParts>();
        services.AddSingleton<StillAllowed>();
        services.AddSignIn(configuration.GetSection(WebOptions.Section).Get<WebOptions>()?.Oidc ?? new OidcOptions());
        services.AddSingleton<IDiagnosis, TemplateDiagnosis>();
        services.AddHttpClient(nameof(PublicUrlDiagnosis)).RemoveAllLoggers();
        services.AddSingleton<IDiagnosis>(provider => ActivatorUtilities.CreateInstance<PublicUrlDiagnosis>(provider, isCalledFromOutside(provider)));
        return services;
    }

    public static void MapWeb(this WebApplication app)
    {
        app.Use(HardenAsync);
        app.UseExceptionHandler(_ => { });

        app.UseAuthentication();
        app.MapPageFiles();
        app.MapSignIn();
        app.MapGet(PostmortemFile.SchemaPath, PostmortemFile.Schema);

        var pages = app.MapGroup("").ForViewers();
        pages.MapGet("/incidents", IncidentsEndpoint.GetAsync);
        pages.MapGet("/incidents.json", IncidentList.GetAsync);
        pages.MapIncidentPages();
        pages.MapGet("/actions", ActionsEndpoint.GetAsync);
        pages.MapGet("/actions.csv", ActionsEndpoint.CsvAsync);
        pages.MapGet("/trends", TrendsEndpoint.GetAsync);
        pages.MapPost("/incidents/{id}/act", ActEndpoint.PostAsync);
        PostmortemFile.MapTo(pages);
        pages.MapGet("/incidents/{id}/log.jsonl", LogFile.GetAsync);
        pages.MapPicture();
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
