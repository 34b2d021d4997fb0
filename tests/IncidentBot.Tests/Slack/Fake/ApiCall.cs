using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>A call of a Web API method with its arguments, each as the text that a form would carry.</summary>
internal sealed record ApiCall(string Method, IReadOnlyDictionary<string, string> Arguments, IReadOnlyList<string> Warnings)
{
    private const string NoCharset = "missing_charset";

    public string? Text(string name) => Arguments.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    public string Required(string name) => Text(name) ?? throw new SlackError("invalid_arguments", $"[ERROR] missing required field: {name}");

    public bool Flag(string name) => Text(name) is "true" or "1";

    public int Number(string name, int otherwise) =>
        Text(name) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new SlackError("invalid_arguments", $"[ERROR] must be an integer [json-pointer:/{name}]");

    public JsonNode? Json(string name)
    {
        if (Text(name) is not { } text)
            return null;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            throw new SlackError($"invalid_{name}_format");
        }
    }

    /// <summary>Takes a form always, JSON for writing methods, a query for reading ones.</summary>
    public static async Task<ApiCall> ReadAsync(string method, HttpRequest request, bool takesJson)
    {
        if (HttpMethods.IsGet(request.Method))
            return new ApiCall(method, request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()), []);
        if (request.HasFormContentType)
            return new ApiCall(method, (await request.ReadFormAsync()).ToDictionary(pair => pair.Key, pair => pair.Value.ToString()), []);
        if (request.ContentType is null)
            return new ApiCall(method, new Dictionary<string, string>(), []);
        if (!request.ContentType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
            throw new SlackError("invalid_post_type");

        var body = await ReadJsonAsync(request);
        if (!takesJson)
            throw new SlackError("invalid_arguments", $"[ERROR] {method} sees no arguments in JSON");

        var hasCharset = request.ContentType.Contains("charset", StringComparison.OrdinalIgnoreCase);
        return new ApiCall(method, body, hasCharset ? [] : [NoCharset]);
    }

    private static async Task<IReadOnlyDictionary<string, string>> ReadJsonAsync(HttpRequest request)
    {
        try
        {
            var body = await JsonNode.ParseAsync(request.Body);
            return body is JsonObject arguments
                ? TextsOf(arguments)
                : throw new SlackError("json_not_object");
        }
        catch (JsonException)
        {
            throw new SlackError("invalid_json");
        }
    }

    public static IReadOnlyDictionary<string, string> TextsOf(JsonObject arguments) =>
        arguments.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => AsText(pair.Value!));

    private static string AsText(JsonNode value) => value is JsonValue text && text.TryGetValue(out string? plain) ? plain : value.ToJsonString();
}
