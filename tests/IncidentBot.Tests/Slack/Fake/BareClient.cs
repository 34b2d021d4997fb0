using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>Calls the fake's Web API with nothing in between, to see what it refuses.</summary>
internal sealed class BareClient : IDisposable
{
    private readonly HttpClient _http;

    public BareClient(FakeSlack slack, string? token = FakeSlack.BotToken)
    {
        _http = new HttpClient { BaseAddress = slack.ApiBaseUrl };
        if (token is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public Task<JsonObject> FormAsync(string method, params (string Name, string Value)[] arguments) =>
        CallAsync(method, new FormUrlEncodedContent(arguments.ToDictionary(argument => argument.Name, argument => argument.Value)));

    public Task<JsonObject> JsonAsync(string method, string json, string contentType = "application/json; charset=utf-8") =>
        CallAsync(method, new ByteArrayContent(Encoding.UTF8.GetBytes(json)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } });

    public async Task<string?> ErrorAsync(string method, params (string Name, string Value)[] arguments) =>
        (await FormAsync(method, arguments))["error"]?.GetValue<string>();

    public async Task<HttpResponseMessage> SendAsync(string method, params (string Name, string Value)[] arguments) =>
        await _http.PostAsync(new Uri(method, UriKind.Relative), new FormUrlEncodedContent(arguments.ToDictionary(argument => argument.Name, argument => argument.Value)));

    public void Dispose() => _http.Dispose();

    private async Task<JsonObject> CallAsync(string method, HttpContent content)
    {
        using var response = await _http.PostAsync(new Uri(method, UriKind.Relative), content);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }
}
