using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>An app with nothing in it: it keeps what comes and answers what a test tells it to.</summary>
internal sealed class BareBot : IAsyncDisposable
{
    private readonly WebApplication _server;

    private BareBot(WebApplication server) => _server = server;

    /// <summary>What came, in order: forms as objects, the <c>payload</c> of interactivity taken out.</summary>
    public ConcurrentQueue<JsonObject> Got { get; } = new();

    public JsonObject Last => Got.Last();

    /// <summary>The answer to a command or an interaction: a status, and JSON or nothing.</summary>
    public Func<JsonObject, Task<(int Status, string? Json)>> Answer { get; set; } = _ => Task.FromResult((200, (string?)null));

    public void Answers(string? json, int status = 200) => Answer = _ => Task.FromResult((status, json));

    public static async Task<BareBot> StartAsync(FakeSlack slack)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var bot = new BareBot(builder.Build());
        bot._server.MapPost("/slack/{what}", bot.TakeAsync);
        await bot._server.StartAsync();
        slack.Inbox.Bot = new Uri(bot._server.Urls.First());
        return bot;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        var message = request.HasFormContentType
            ? (await request.ReadFormAsync()) is var form && form.TryGetValue("payload", out var payload)
                ? JsonNode.Parse(payload.ToString())!.AsObject()
                : new JsonObject(form.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value.ToString())))
            : (await JsonNode.ParseAsync(request.Body))!.AsObject();
        Got.Enqueue(message);
        var (status, json) = await Answer(message);
        return json is null ? Results.StatusCode(status) : Results.Text(json, "application/json", statusCode: status);
    }
}
