using System.Net.Mime;
using Microsoft.Extensions.Primitives;

namespace IncidentBot.Slack;

/// <summary>Where Slack posts to. Nothing of a request is looked at before its sender is proven, and it is never larger than memory can bear.</summary>
public sealed partial class SlackEndpoints(
    SlackSignature signature,
    SlackDeliveries deliveries,
    SlackCounters counters,
    IHostApplicationLifetime lifetime,
    ILogger<SlackEndpoints> logger)
{
    public const string Events = "/slack/events";
    public const string Commands = "/slack/commands";
    public const string Interactivity = "/slack/interactivity";

    private const string Form = "application/x-www-form-urlencoded";

    public void Map(IEndpointRouteBuilder endpoints)
    {
        Post(endpoints, Events, MediaTypeNames.Application.Json, TakeEventAsync);
        Post(endpoints, Commands, Form, TakeCommandAsync);
        Post(endpoints, Interactivity, Form, TakeInteractionAsync);
    }

    private void Post(IEndpointRouteBuilder endpoints, string path, string contentType, Func<Memory<byte>, CancellationToken, Task<SlackAnswer>> take) =>
        endpoints.MapPost(path, context => AnswerAsync(context, contentType, take));

    private async Task<SlackAnswer> TakeEventAsync(Memory<byte> body, CancellationToken stopping)
    {
        if (!IncomingJson.TryParse(body, out var document))
            return SlackAnswer.Unreadable;

        using (document)
            return await deliveries.TakeEventAsync(document.RootElement, stopping);
    }

    private async Task<SlackAnswer> TakeCommandAsync(Memory<byte> body, CancellationToken stopping) =>
        SlackForm.TryRead(body.Span, out var form) ? await deliveries.TakeCommandAsync(form, stopping) : SlackAnswer.Unreadable;

    private async Task<SlackAnswer> TakeInteractionAsync(Memory<byte> body, CancellationToken stopping)
    {
        if (!SlackForm.TryRead(body.Span, out var form) || !IncomingJson.TryParse(form["payload"], out var payload))
            return SlackAnswer.Unreadable;

        using (payload)
            return await deliveries.TakeInteractionAsync(payload.RootElement, stopping);
    }

    private async Task AnswerAsync(HttpContext context, string contentType, Func<Memory<byte>, CancellationToken, Task<SlackAnswer>> take)
    {
        using var body = await IncomingBody.ReadAsync(context.Request, context.RequestAborted);
        if (body is null)
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge);
        else if (!IsProven(context.Request.Headers, body))
            await RefuseAsync(context, StatusCodes.Status401Unauthorized);
        else if (!IsOfType(context.Request.ContentType, contentType))
            await RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType);
        else
            await WriteAsync(context, await take(body.Bytes, lifetime.ApplicationStopping));
    }

    private bool IsProven(IHeaderDictionary headers, IncomingBody body) =>
        signature.Proves(Single(headers["X-Slack-Request-Timestamp"]), Single(headers["X-Slack-Signature"]), body.Bytes.Span);

    private static string? Single(StringValues values) => values.Count == 1 ? values[0] : null;

    private static bool IsOfType(string? given, string expected) =>
        given is not null
        && given.AsSpan().TrimStart().StartsWith(expected, StringComparison.OrdinalIgnoreCase)
        && given.AsSpan().TrimStart()[expected.Length..].TrimStart() is [] or [';', ..];

    private Task WriteAsync(HttpContext context, SlackAnswer answer)
    {
        if (answer.Status is >= 400 and < 500)
            return RefuseAsync(context, answer.Status);

        context.Response.StatusCode = answer.Status;
        return answer.Body is null ? Task.CompletedTask : context.Response.WriteAsJsonAsync(answer.Body, answer.Body.GetType(), context.RequestAborted);
    }

    private Task RefuseAsync(HttpContext context, int status)
    {
        counters.Refused(status);
        if (status == StatusCodes.Status401Unauthorized)
            LogUnproven(context.Request.Path);
        else
            LogRefused(context.Request.Path, status);
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Information, "A request to {Path} did not prove that it comes from Slack. If it did, compare Slack:SigningSecret with the app's page, and this machine's clock with the time.")]
    private partial void LogUnproven(string path);

    [LoggerMessage(LogLevel.Information, "A request to {Path} was refused with {Status}")]
    private partial void LogRefused(string path, int status);
}
