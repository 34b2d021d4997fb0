using System.Net.Http.Json;
using System.Text.Json;
using IncidentBot.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace IncidentBot.Tests.Sandbox;

/// <summary>The real host with the sandbox, spoken to over HTTP as the page does.</summary>
internal sealed class SandboxHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SandboxHost(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Client { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<SandboxHost> StartAsync(string connectionString, Action<WebApplicationBuilder>? configure = null)
    {
        var app = await IncidentBotApp.BuildAsync([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ConnectionStrings:IncidentBot"] = connectionString,
                ["Nudges:Enabled"] = "false",
                ["urls"] = "http://127.0.0.1:0",
                ["Logging:LogLevel:Default"] = nameof(LogLevel.Error),
                ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = nameof(LogLevel.Error),
            });
            configure?.Invoke(builder);
        }, Cancel);
        await app.StartAsync(Cancel);
        return new SandboxHost(app);
    }

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <returns>The message as the page gets it.</returns>
    public async Task<JsonElement> SayAsync(string room, string person, string text, string? thread = null)
    {
        var answer = await PostAsync("messages", new { room, person, text, thread });
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    public Task<HttpResponseMessage> PostAsync(string path, object body) => Client.PostAsJsonAsync($"/sandbox/api/{path}", body, Cancel);

    public async Task<List<JsonElement>> MessagesAsync(string room, string person = "ada") =>
        [.. (await Client.GetFromJsonAsync<JsonElement>($"/sandbox/api/messages?room={room}&person={person}", Cancel)).EnumerateArray()];

    /// <summary>What the bot has said, as plain text.</summary>
    public async Task<List<string>> SaidByBotAsync(string room, string person = "ada") =>
        [.. (await MessagesAsync(room, person)).Where(message => Text(message, "kind") == "Bot").Select(Said)];

    public Task<string> PostmortemAsync(string incident, string form = "draft") =>
        Client.GetStringAsync($"/sandbox/incidents/{incident}/postmortem.md?form={form}", Cancel);

    /// <summary>The room of the first incident, once the bot has opened it.</summary>
    public Task<(string Room, string Incident)> IncidentRoomAsync() => Eventually.GetAsync(async () =>
    {
        var rooms = await Client.GetFromJsonAsync<JsonElement>("/sandbox/api/rooms?person=ada", Cancel);
        var room = rooms.EnumerateArray().First(one => one.TryGetProperty("incident", out _));
        return (Text(room, "id")!, Text(room.GetProperty("incident"), "id")!);
    }, Cancel);

    public static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static string Said(JsonElement message) =>
        string.Concat(message.GetProperty("said").EnumerateArray().Select(span => Text(span, "text")));
}
