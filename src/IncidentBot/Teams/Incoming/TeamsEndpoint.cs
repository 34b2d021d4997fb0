using System.Text.Json;
using Microsoft.Extensions.Options;

namespace IncidentBot.Teams;

/// <summary>Where Teams posts to. Nothing is read before the sender is proven, and nothing done or stored before the whole activity is.</summary>
public sealed partial class TeamsEndpoint(
    TeamsAuthentication authentication,
    TeamsAdmission admission,
    TeamsDeliveries deliveries,
    IOptions<TeamsOptions> options,
    IHostApplicationLifetime lifetime,
    ILogger<TeamsEndpoint> logger)
{
    public const string Messages = "/api/messages";

    public void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost(Messages, TakeAsync);

    private async Task TakeAsync(HttpContext context)
    {
        try
        {
            var token = options.Value.AllowUnauthenticated ? null : await authentication.ReadAsync(HeaderOf(context.Request), context.RequestAborted);
            if (token is null && !(options.Value.AllowUnauthenticated && ThisMachine.Sent(context.Request)))
                Refuse(context, StatusCodes.Status401Unauthorized, "it does not prove that it comes from Teams. If it does, compare Teams:AppId with the registration, and this machine's clock with the time");
            else
                await TakeBodyAsync(context, token);
        }
        catch (TeamsKeysAwayException)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    private async Task TakeBodyAsync(HttpContext context, TeamsProof? token)
    {
        using var body = await IncomingBody.ReadAsync(context.Request, context.RequestAborted);
        if (body is null)
        {
            Refuse(context, StatusCodes.Status413PayloadTooLarge, "it is too large");
            return;
        }

        if (!IncomingJson.TryParse(body.Bytes, out var document))
        {
            Refuse(context, StatusCodes.Status400BadRequest, "it is no activity");
            return;
        }

        using (document)
            await TakeActivityAsync(context, token, new TeamsActivity(document.RootElement));
    }

    private async Task TakeActivityAsync(HttpContext context, TeamsProof? token, TeamsActivity activity)
    {
        if (admission.Refuse(token, activity) is { } refusal)
            Refuse(context, refusal.Status, refusal.Why);
        else
            await WriteAsync(context, await deliveries.TakeAsync(activity, lifetime.ApplicationStopping));
    }

    private static string? HeaderOf(HttpRequest request) => request.Headers.Authorization is [{ } header] ? header : null;

    private static Task WriteAsync(HttpContext context, TeamsAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        return answer.Body is { } body ? context.Response.WriteAsJsonAsync<JsonElement>(body, context.RequestAborted) : Task.CompletedTask;
    }

    private void Refuse(HttpContext context, int status, string why)
    {
        LogRefused(status, why);
        context.Response.StatusCode = status;
    }

    [LoggerMessage(LogLevel.Information, "A request to /api/messages was refused with {Status}: {Why}")]
    private partial void LogRefused(int status, string why);
}
