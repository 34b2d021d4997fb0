using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentBot.Benchmarks;

/// <summary>Teams' traffic, each activity with a signed token, as through the real door.</summary>
internal sealed class TeamsLoad(int port, int connectorPort, RSA key) : IDisposable
{
    public const string Issuer = "https://api.botframework.com";
    public const string KeyId = "benchmark";
    public const string AppId = "11111111-2222-3333-4444-555555555555";
    public const string Tenant = "aaaaaaaa-0000-0000-0000-000000000001";
    public const string Thread = "19:bench@thread.tacv2;messageid=1705329000000";

    private const int People = 10;

    private static long _ids = 1_705_329_000_000;

    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    private readonly string _token = Sign(key, $"http://127.0.0.1:{connectorPort}");

    public Task SayAsync(int number) => PostAsync(Message(number, $"error rate is at {number % 100}% and the pool of the API is still full, looking at the database"));

    public Task CallAsync(string command)
    {
        var message = Message(0, $"<at>IncidentBot</at> {command}");
        message["entities"] = new JsonArray(new JsonObject { ["type"] = "mention", ["text"] = "<at>IncidentBot</at>", ["mentioned"] = new JsonObject { ["id"] = $"28:{AppId}", ["name"] = "IncidentBot" } });
        return PostAsync(message);
    }

    /// <summary>Presses a button of a card; what it says must be done.</summary>
    public async Task PressAsync(int number)
    {
        var answer = await InvokeAsync("adaptiveCard/action", number, new JsonObject
        {
            ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "press", ["data"] = new JsonObject { ["c"] = $"note pressed, number {number}" } },
        });
        if ((int?)answer?["statusCode"] != 200)
            throw new InvalidOperationException($"A press came to {answer}.");
    }

    /// <returns>The dialog's id, to send it with.</returns>
    public async Task<string> FetchAsync(int number)
    {
        var answer = await InvokeAsync("task/fetch", number, new JsonObject { ["data"] = new JsonObject { ["c"] = "note", ["f"] = true } });
        return (string?)answer?["task"]?["value"]?["card"]?["content"]?["actions"]?[0]?["data"]?["form"] ?? throw new InvalidOperationException($"No dialog opened: {answer}.");
    }

    public async Task SubmitAsync(int number, string form)
    {
        var answer = await InvokeAsync("task/submit", number, new JsonObject { ["data"] = new JsonObject { ["form"] = form, ["field-text"] = $"filled in, number {number}" } });
        if (answer is not null)
            throw new InvalidOperationException($"A dialog was not taken: {answer}.");
    }

    public void Dispose() => _client.Dispose();

    private JsonObject Message(int number, string text)
    {
        var message = Activity("message", number);
        message["text"] = text;
        return message;
    }

    private Task<JsonNode?> InvokeAsync(string name, int number, JsonObject value)
    {
        var invoke = Activity("invoke", number);
        (invoke["name"], invoke["value"]) = (name, value);
        return PostAsync(invoke);
    }

    private JsonObject Activity(string type, int number) => new()
    {
        ["type"] = type,
        ["id"] = Interlocked.Increment(ref _ids).ToString(CultureInfo.InvariantCulture),
        ["timestamp"] = TimeProvider.System.GetUtcNow().ToString("o", CultureInfo.InvariantCulture),
        ["channelId"] = "msteams",
        ["serviceUrl"] = $"http://127.0.0.1:{connectorPort}",
        ["from"] = new JsonObject { ["id"] = $"29:{number % People}", ["name"] = $"Ada {number % People}", ["aadObjectId"] = $"ad000000-0000-0000-0000-{number % People:000000000000}" },
        ["recipient"] = new JsonObject { ["id"] = $"28:{AppId}", ["name"] = "IncidentBot" },
        ["conversation"] = new JsonObject { ["id"] = Thread, ["conversationType"] = "channel", ["tenantId"] = Tenant, ["isGroup"] = true },
        ["channelData"] = new JsonObject
        {
            ["tenant"] = new JsonObject { ["id"] = Tenant },
            ["team"] = new JsonObject { ["id"] = "19:team@thread.tacv2" },
            ["channel"] = new JsonObject { ["id"] = Thread.Split(';')[0], ["name"] = "bench" },
        },
    };

    private async Task<JsonNode?> PostAsync(JsonObject activity)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        using var response = await _client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadAsStringAsync();
        return body.Length == 0 ? null : JsonNode.Parse(body);
    }

    private static string Sign(RSA key, string serviceUrl)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var header = Part(JsonSerializer.SerializeToUtf8Bytes(new { alg = "RS256", typ = "JWT", kid = KeyId }));
        var payload = Part(JsonSerializer.SerializeToUtf8Bytes(new { iss = Issuer, aud = AppId, nbf = now - 60, exp = now + 3600, serviceurl = serviceUrl }));
        var signature = key.SignData(Encoding.ASCII.GetBytes($"{header}.{payload}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{header}.{payload}.{Part(signature)}";
    }

    public static string Part(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
