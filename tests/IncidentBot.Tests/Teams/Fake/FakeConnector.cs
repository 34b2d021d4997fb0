using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Tests.Teams.Fake;

/// <summary>Teams as a bot sees it that writes there: a token endpoint and the connector, as strict as the real ones are documented to be.</summary>
internal sealed class FakeConnector : IAsyncDisposable
{
    public const string AppId = "11111111-2222-3333-4444-555555555555";
    public const string Secret = "app-secret";
    public const string Tenant = "aaaaaaaa-0000-0000-0000-000000000001";
    public const string BotId = "28:" + AppId;

    private readonly WebApplication _server;
    private const string Scope = "https://api.botframework.com/.default";

    private readonly ConcurrentDictionary<string, string> _tokens = new();
    private readonly ConcurrentQueue<Fault> _faults = new();
    private int _issued;

    private FakeConnector(WebApplication server) => _server = server;

    public string Address => _server.Urls.First();

    public string ServiceUrl => $"{Address}/amer";

    public string TokenUrl => $"{Address}/token";

    public ConcurrentDictionary<string, FakeConversation> Conversations { get; } = new();

    public ConcurrentDictionary<string, FakeMember> Members { get; } = new();

    /// <summary>Method and path, as they came.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Teams by the id that Teams has for them, with their group in the directory.</summary>
    public ConcurrentDictionary<string, string> Groups { get; } = new();

    public int TokensIssued => _issued;

    /// <summary>Who proves that they are the app, beside its secret.</summary>
    public FakeRegistration Registration { get; } = new();

    /// <summary>The scope of another service whose tokens are had here as well.</summary>
    public string? OtherScope { get; set; }

    public int SecondsOfLife { get; set; } = 3600;

    public bool BelievesNobody { get; set; }

    /// <summary>Why nobody can be written to in person, if so.</summary>
    public string? RefusesPersonal { get; set; }

    public bool KnowsTargeted { get; set; } = true;

    public static async Task<FakeConnector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var teams = new FakeConnector(builder.Build());
        teams.Map();
        await teams._server.StartAsync();
        return teams;
    }

    public FakeConversation Open(string id, string kind) => Conversations.GetOrAdd(id, _ => new FakeConversation(id, kind));

    /// <summary>The tokens that it issued so far are good no longer.</summary>
    public void ExpireTokens() => _tokens.Clear();

    /// <param name="scope">Of the service that the token was shown to.</param>
    public bool IsGood(string authorization, string scope) =>
        authorization.StartsWith("Bearer ", StringComparison.Ordinal) && _tokens.TryGetValue(authorization["Bearer ".Length..], out var audience) && audience == scope;

    /// <summary>The next calls of the connector come to this.</summary>
    public void Fail(int status, string code, int times = 1, int? retryAfter = null)
    {
        for (var time = 0; time < times; time++)
            _faults.Enqueue(new Fault(status, code, retryAfter));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        await _server.DisposeAsync();
    }

    private void Map()
    {
        _server.MapPost("/token", TokenAsync);
        const string conversation = "/amer/v3/conversations/{id}";
        _server.MapPost("/amer/v3/conversations", http => InAsync(http, CreateAsync));
        _server.MapPost($"{conversation}/activities", http => InAsync(http, PostAsync));
        _server.MapPut($"{conversation}/activities/{{activity}}", http => InAsync(http, PutAsync));
        _server.MapDelete($"{conversation}/activities/{{activity}}", http => InAsync(http, DeleteAsync));
        _server.MapGet($"{conversation}/members/{{member}}", http => InAsync(http, MemberAsync));
        _server.MapGet("/amer/v3/teams/{team}", http => InAsync(http, TeamAsync));
        _server.MapPost("/elsewhere/{**rest}", http =>
        {
            Calls.Enqueue($"ELSEWHERE {http.Request.Headers.Authorization}");
            return Task.CompletedTask;
        });
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (form["grant_type"] != "client_credentials" || (form["scope"] != Scope && form["scope"] != OtherScope))
            return Results.Json(new { error = "invalid_request" }, statusCode: 400);
        if (BelievesNobody || form["client_id"] != AppId || (form["client_secret"] != Secret && Registration.Problem(form, TokenUrl) is not null))
            return Results.Json(new { error = "invalid_client", error_description = $"AADSTS7000215: {form["client_secret"]}" }, statusCode: 401);

        var token = $"token-{Interlocked.Increment(ref _issued)}";
        _tokens[token] = form["scope"]!;
        return Results.Json(new { token_type = "Bearer", expires_in = SecondsOfLife, access_token = token });
    }

    private async Task InAsync(HttpContext http, Func<HttpContext, Task<IResult>> answer)
    {
        var target = http.Features.Get<IHttpRequestFeature>()!.RawTarget;
        Calls.Enqueue($"{http.Request.Method} {target}");
        var result = !IsGood(http.Request.Headers.Authorization.ToString(), Scope) ? Error(401, "Unauthorized", "Authorization has been denied")
            : target.Contains(';', StringComparison.Ordinal) || target.Contains('@', StringComparison.Ordinal) ? Error(400, "BadSyntax", "An id is not escaped")
            : _faults.TryDequeue(out var fault) ? Fail(http, fault)
            : await answer(http);
        await result.ExecuteAsync(http);
    }

    private static IResult Fail(HttpContext http, Fault fault)
    {
        if (fault.RetryAfter is { } seconds)
            http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Error(fault.Status, fault.Code, "That failed");
    }

    private async Task<IResult> CreateAsync(HttpContext http)
    {
        var body = (await JsonNode.ParseAsync(http.Request.Body))!.AsObject();
        if ((string?)body["tenantId"] != Tenant)
            return Error(403, "Forbidden", "Not this tenant");
        return (bool?)body["isGroup"] == true ? OpenThread(body) : OpenPersonal(body);
    }

    private IResult OpenThread(JsonObject body)
    {
        if (body["activity"] is null || (string?)body["channelData"]?["channel"]?["id"] is not { } channel)
            return Error(400, "BadSyntax", "Incorrect conversation creation parameters");
        if (!Conversations.TryGetValue(channel, out var known) || known.Kind != "channel")
            return Error(404, "ConversationNotFound", "Conversation not found.");
        if (known.Refuses is { } why)
            return Error(403, why, "The bot is not part of the conversation roster.");
        if (FakeActivityRules.Problem(body["activity"]!.AsObject()) is { } problem)
            return Error(problem.Status, problem.Code, problem.Message);

        var root = FakeConversation.NextId();
        var thread = Open($"{channel};messageid={root}", "channel");
        var first = new FakeActivity(root, BotId, null) { Content = body["activity"]!.DeepClone().AsObject() };
        thread.Activities[root] = first;
        thread.InOrder.Enqueue(first);
        return Results.Json(new { id = thread.Id, activityId = root }, statusCode: 201);
    }

    private IResult OpenPersonal(JsonObject body)
    {
        var members = body["members"]?.AsArray() ?? [];
        if (members.Count != 1 || (string?)members[0]!["id"] is not { } user || !user.StartsWith("29:", StringComparison.Ordinal))
            return Error(400, "BadSyntax", "Bad format of conversation members");
        if (RefusesPersonal is { } why)
            return Error(403, why, "The bot is not part of the conversation roster.");

        return Results.Json(new { id = Open($"a:{user[3..]}", "personal").Id }, statusCode: 201);
    }

    private async Task<IResult> PostAsync(HttpContext http)
    {
        if (Find(http) is not { } conversation)
            return Error(404, "ConversationNotFound", "Conversation not found.");
        if (conversation.Refuses is { } why)
            return Error(403, why, "The bot is not part of the conversation roster.");

        var activity = (await JsonNode.ParseAsync(http.Request.Body))!.AsObject();
        if (FakeActivityRules.Problem(activity) is { } problem)
            return Error(problem.Status, problem.Code, problem.Message);

        var isTargeted = http.Request.Query["isTargetedActivity"] == "true";
        if (isTargeted && (!KnowsTargeted || conversation.Kind == "personal" || (string?)activity["recipient"]?["id"] is null))
            return Error(400, "BadArgument", "Targeted messages need a recipient, and more people than that");

        var posted = conversation.Add(activity, BotId, isTargeted ? (string?)activity["recipient"]!["id"] : null);
        return Results.Json(new { id = posted.Id }, statusCode: 201);
    }

    private async Task<IResult> PutAsync(HttpContext http)
    {
        if (Find(http) is not { } conversation || !conversation.Activities.TryGetValue((string)http.Request.RouteValues["activity"]!, out var known))
            return Error(404, "ActivityNotFoundInConversation", "Activity not found.");
        if (known.By != BotId)
            return Error(403, "ForbiddenOperationException", "Only the bot's own messages");

        var activity = (await JsonNode.ParseAsync(http.Request.Body))!.AsObject();
        if (FakeActivityRules.Problem(activity) is { } problem)
            return Error(problem.Status, problem.Code, problem.Message);

        (known.Content, known.Edits) = (activity, known.Edits + 1);
        return Results.Json(new { id = known.Id });
    }

    private Task<IResult> DeleteAsync(HttpContext http) => Task.FromResult(
        Find(http) is not { } conversation || !conversation.Activities.TryGetValue((string)http.Request.RouteValues["activity"]!, out var known) ? Error(404, "ActivityNotFoundInConversation", "Activity not found.")
        : known.By != BotId ? Error(403, "ForbiddenOperationException", "Only the bot's own messages")
        : conversation.Activities.TryRemove(known.Id, out _) ? Results.Ok() : Results.Ok());

    private Task<IResult> MemberAsync(HttpContext http) => Task.FromResult(
        Find(http) is null ? Error(404, "ConversationNotFound", "Conversation not found.")
        : Members.Values.FirstOrDefault(member => (string)http.Request.RouteValues["member"]! is var id && (id == member.Id || id == member.AadObjectId)) is { } found ? Results.Json(found)
        : Error(404, "MemberNotFoundInConversation", "Member not found."));

    private Task<IResult> TeamAsync(HttpContext http) => Task.FromResult(
        (string)http.Request.RouteValues["team"]! is var team && Groups.TryGetValue(team, out var group)
            ? Results.Json(new { id = team, name = "Operations", aadGroupId = group })
            : Error(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster."));

    private FakeConversation? Find(HttpContext http) => Conversations.GetValueOrDefault((string)http.Request.RouteValues["id"]!);

    private static IResult Error(int status, string code, string message) => Results.Json(new { error = new { code, message } }, statusCode: status);

    private sealed record Fault(int Status, string Code, int? RetryAfter);
}

/// <summary>An entry of a roster.</summary>
internal sealed record FakeMember(string Id, string AadObjectId, string Name, string TenantId, string UserRole = "user", string? UserPrincipalName = null, string? Email = null);
