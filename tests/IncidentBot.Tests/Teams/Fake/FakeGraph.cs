using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Tests.Teams.Fake;

/// <summary>Microsoft Graph as far as it shows messages and makes channels: it takes its own tokens only, pages, and says no in its own words.</summary>
internal sealed partial class FakeGraph : IAsyncDisposable
{
    private const string Replies = "/v1.0/teams/{team}/channels/{channel}/messages/{root}";

    private readonly WebApplication _server;
    private readonly FakeConnector _login;
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, JsonObject>> _conversations = new();
    private readonly ConcurrentQueue<(int Status, string Code, int? RetryAfter)> _faults = new();

    private FakeGraph(WebApplication server, FakeConnector login) => (_server, _login) = (server, login);

    public string Address => _server.Urls.First();

    public string Scope => $"{Address}/.default";

    /// <summary>The teams that it knows, by their group.</summary>
    public string Group { get; } = "fbe2bf47-16c8-47cf-b4a5-4b9b187c508b";

    /// <summary>Permissions that were consented to.</summary>
    public HashSet<string> Granted { get; } = ["ChannelMessage.Read.Group", "ChatMessage.Read.Chat"];

    public int PageSize { get; set; } = 50;

    /// <summary>Where the next page is said to be, in place of here.</summary>
    public string? NextPageElsewhere { get; set; }

    public ConcurrentQueue<string> Calls { get; } = new();

    public ConcurrentQueue<int> Answers { get; } = new();

    public static async Task<FakeGraph> StartAsync(FakeConnector login)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var graph = new FakeGraph(builder.Build(), login);
        graph.Map();
        await graph._server.StartAsync();
        login.OtherScope = graph.Scope;
        return graph;
    }

    /// <param name="conversation">As Teams names it, with the root of a thread.</param>
    public JsonObject Add(string conversation, JsonObject message) =>
        _conversations.GetOrAdd(conversation, _ => new ConcurrentDictionary<string, JsonObject>())[(string)message["id"]!] = message;

    public JsonObject Of(string conversation, string id) => _conversations[conversation][id];

    public void Fail(int status, string code, int? retryAfter = null) => _faults.Enqueue((status, code, retryAfter));

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        await _server.DisposeAsync();
    }

    private void Map()
    {
        _server.MapGet(Replies, http => InAsync(http, "ChannelMessage.Read.Group", () => Thread(http) is { } thread ? One(thread, Value(http, "root")) : NotFound()));
        _server.MapGet($"{Replies}/replies", http => InAsync(http, "ChannelMessage.Read.Group", () => Thread(http) is { } thread ? RepliesIn(http, thread) : NotFound()));
        _server.MapGet($"{Replies}/replies/{{id}}", http => InAsync(http, "ChannelMessage.Read.Group", () => Thread(http) is { } thread ? One(thread, Value(http, "id")) : NotFound()));
        _server.MapGet("/v1.0/teams/{team}/channels/{channel}/messages/delta", http => InAsync(http, "ChannelMessage.Read.Group", () => Value(http, "team") == Group ? Threads(http) : NotFound()));
        _server.MapGet("/v1.0/chats/{chat}/messages", http => InAsync(http, "ChatMessage.Read.Chat", () => In(Value(http, "chat")) is { } chat ? InChat(http, chat) : NotFound()));
        _server.MapGet("/v1.0/chats/{chat}/messages/{id}", http => InAsync(http, "ChatMessage.Read.Chat", () => In(Value(http, "chat")) is { } chat ? One(chat, Value(http, "id")) : NotFound()));
        MapChannels();
        _server.MapFallback(http => InAsync(http, "", () => Error(400, "BadRequest", "Resource not found for the segment")));
    }

    private Task InAsync(HttpContext http, string permission, Func<IResult> answer) => InAsync(http, permission, () => Task.FromResult(answer()));

    private async Task InAsync(HttpContext http, string permission, Func<Task<IResult>> answer)
    {
        Calls.Enqueue($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}");
        var result = !_login.IsGood(http.Request.Headers.Authorization.ToString(), Scope) ? Error(401, "InvalidAuthenticationToken", "Access token validation failure. Invalid audience.")
            : _faults.TryDequeue(out var fault) ? Fail(http, fault)
            : !Granted.Contains(permission) ? Error(403, "Forbidden", $"Missing role permissions on the request. API requires one of '{permission}'. Roles on the request ''. Resource specific consent grants on the request ''.")
            : await answer();
        await result.ExecuteAsync(http);
        Answers.Enqueue(http.Response.StatusCode);
    }

    private static IResult Fail(HttpContext http, (int Status, string Code, int? RetryAfter) fault)
    {
        if (fault.RetryAfter is { } seconds)
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Error(fault.Status, fault.Code, "That failed");
    }

    private ConcurrentDictionary<string, JsonObject>? Thread(HttpContext http)
    {
        var conversation = $"{Value(http, "channel")};messageid={Value(http, "root")}";
        if (Value(http, "team") != Group)
            return null;

        // What the bot began itself.
        if (!_conversations.ContainsKey(conversation) && _login.Conversations.TryGetValue(conversation, out var begun) && begun.Activities.TryGetValue(Value(http, "root"), out var card))
            Add(conversation, Message(card.Id, DateTimeOffset.UnixEpoch, Program(FakeConnector.AppId, "IncidentBot"), "<attachment id=\"1\"></attachment>"));
        return In(conversation);
    }

    private ConcurrentDictionary<string, JsonObject>? In(string conversation) => _conversations.GetValueOrDefault(conversation);

    private static IResult One(ConcurrentDictionary<string, JsonObject> conversation, string id) =>
        conversation.TryGetValue(id, out var message) ? Results.Text(message.ToJsonString(), "application/json") : NotFound();

    /// <summary>The last first; neither filtered nor ordered for anybody.</summary>
    private IResult RepliesIn(HttpContext http, ConcurrentDictionary<string, JsonObject> thread) =>
        http.Request.Query.Keys.Any(key => key is not ("$top" or "$skiptoken")) ? Error(400, "BadRequest", "Query option is not allowed")
        : Page(http, [.. thread.Values.Where(message => (string)message["id"]! != Value(http, "root")).OrderByDescending(message => (string)message["id"]!, StringComparer.Ordinal)]);

    /// <summary>Threads of the channel in which something is newer, whole; more than a page of replies goes on elsewhere.</summary>
    private IResult Threads(HttpContext http)
    {
        var (query, channel) = (http.Request.Query, Value(http, "channel"));
        if (query.Keys.Any(key => key is not ("$top" or "$skip" or "$filter" or "$expand" or "$skiptoken")) || (query.ContainsKey("$expand") && query["$expand"] != "replies") || Bound(query["$filter"].ToString(), "lt") is not null)
            return Error(400, "BadRequest", "Query option is not allowed");

        var since = Bound(query["$filter"].ToString(), "gt");
        var threads = _conversations
            .Where(thread => thread.Key.StartsWith($"{channel};messageid=", StringComparison.Ordinal) && thread.Value.Values.Any(message => since is null || Modified(message) > since))
            .OrderByDescending(thread => thread.Key, StringComparer.Ordinal);
        return Page(http, [.. threads.Select(thread => WithReplies(http, thread.Key.Split("messageid=")[1], thread.Value))], "@odata.deltaLink");
    }

    private JsonObject WithReplies(HttpContext http, string root, ConcurrentDictionary<string, JsonObject> thread)
    {
        var first = thread[root].DeepClone().AsObject();
        var replies = thread.Values.Where(message => (string)message["id"]! != root).OrderByDescending(message => (string)message["id"]!, StringComparer.Ordinal).ToArray();
        first["replies"] = new JsonArray([.. replies.Take(PageSize).Select(message => message.DeepClone())]);
        if (replies.Length > PageSize)
            first["replies@odata.nextLink"] = $"{Address}/v1.0/teams/{Group}/channels/{Uri.EscapeDataString(Value(http, "channel"))}/messages/{root}/replies?$skiptoken={PageSize}";
        return first;
    }

    /// <summary>A filter counts only beside an order by the same property; only downwards.</summary>
    private IResult InChat(HttpContext http, ConcurrentDictionary<string, JsonObject> chat)
    {
        if (http.Request.Query["$orderby"] != "lastModifiedDateTime desc")
            return Page(http, [.. chat.Values]);

        var filter = http.Request.Query["$filter"].ToString();
        var (since, before) = (Bound(filter, "gt"), Bound(filter, "lt"));
        return Page(http, [.. chat.Values
            .Where(message => Modified(message) is var at && (since is null || at > since) && (before is null || at < before))
            .OrderByDescending(Modified)]);
    }

    private IResult Page(HttpContext http, JsonObject[] all, string? end = null)
    {
        if (int.TryParse(http.Request.Query["$top"], out var top) && top > 50)
            return Error(400, "BadRequest", "The limit of '50' for Top query has been exceeded.");

        var from = int.TryParse(http.Request.Query["$skiptoken"], out var skipped) ? skipped : 0;
        var answer = new JsonObject { ["@odata.count"] = all.Length, ["value"] = new JsonArray([.. all.Skip(from).Take(PageSize).Select(message => message.DeepClone())]) };
        if (from + PageSize < all.Length)
        {
            var query = string.Join('&', http.Request.Query.Where(item => item.Key != "$skiptoken").Select(item => $"{item.Key}={Uri.EscapeDataString(item.Value.ToString())}").Append($"$skiptoken={from + PageSize}"));
            answer["@odata.nextLink"] = NextPageElsewhere ?? $"{Address}{http.Request.Path.ToUriComponent()}?{query}";
        }

        else if (end is not null)
        {
            answer[end] = $"{Address}{http.Request.Path.ToUriComponent()}?$deltatoken=1";
        }

        return Results.Text(answer.ToJsonString(), "application/json");
    }

    private static string Value(HttpContext http, string name) => (string)http.Request.RouteValues[name]!;

    private static DateTimeOffset Modified(JsonObject message) => DateTimeOffset.Parse((string)message["lastModifiedDateTime"]!, CultureInfo.InvariantCulture);

    private static DateTimeOffset? Bound(string filter, string word) =>
        Bounds().Matches(filter).FirstOrDefault(match => match.Groups[1].Value == word) is { } match ? DateTimeOffset.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) : null;

    private static IResult NotFound() => Error(404, "NotFound", "NotFound");

    private static IResult Error(int status, string code, string message) => Results.Json(
        new { error = new { code, message, innerError = new Dictionary<string, string> { ["date"] = "2026-03-02T09:00:00", ["request-id"] = "41be8c55-84c4-40b5-8933-1055c1c6e9cc" } } }, statusCode: status);

    public static JsonObject User(string id, string? name) => new() { ["application"] = null, ["device"] = null, ["user"] = new JsonObject { ["id"] = id, ["displayName"] = name, ["userIdentityType"] = "aadUser" } };

    public static JsonObject Program(string id, string name) => new() { ["application"] = new JsonObject { ["id"] = id, ["displayName"] = name, ["applicationIdentityType"] = "bot" }, ["device"] = null, ["user"] = null };

    public static JsonObject Message(string id, DateTimeOffset at, JsonObject from, string html) => new()
    {
        ["id"] = id,
        ["messageType"] = "message",
        ["createdDateTime"] = Moment(at),
        ["lastModifiedDateTime"] = Moment(at),
        ["lastEditedDateTime"] = null,
        ["deletedDateTime"] = null,
        ["from"] = from,
        ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = html },
        ["attachments"] = new JsonArray(),
        ["mentions"] = new JsonArray(),
        ["reactions"] = new JsonArray(),
    };

    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"lastModifiedDateTime (gt|lt) (\S+)")]
    private static partial Regex Bounds();
}
