using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace IncidentBot.Tests.Teams.Fake;

/// <summary>Channels of the team. Sources: "Create channel", "List channels", "Update channel"; what is forbidden in a name: "New-TeamChannel".</summary>
internal sealed partial class FakeGraph
{
    private const string ChannelsOfTeam = "/v1.0/teams/{team}/channels";

    private int _made;

    /// <summary>By their ids.</summary>
    public ConcurrentDictionary<string, JsonObject> Channels { get; } = new();

    /// <summary>A deleted channel keeps its name.</summary>
    public HashSet<string> DeletedNames { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How often a channel is made, and nobody learns of it.</summary>
    public int AnswersToLose { get; set; }

    private void MapChannels()
    {
        _server.MapPost(ChannelsOfTeam, http => InTeamAsync(http, "Channel.Create.Group", Create));
        _server.MapGet(ChannelsOfTeam, http => InTeamAsync(http, "ChannelSettings.ReadWrite.Group", List));
        _server.MapPatch($"{ChannelsOfTeam}/{{channel}}", http => InTeamAsync(http, "ChannelSettings.ReadWrite.Group", Patch));
    }

    private Task InTeamAsync(HttpContext http, string permission, Func<HttpContext, JsonObject, IResult> answer) => InAsync(http, permission, () => OfTeamAsync(http, answer));

    private async Task<IResult> OfTeamAsync(HttpContext http, Func<HttpContext, JsonObject, IResult> answer)
    {
        if (Value(http, "team") != Group)
            return Error(404, "NotFound", $"No team found with Group Id {Value(http, "team")}");
        if (http.Request.Method == "GET")
            return answer(http, []);

        var body = (await JsonNode.ParseAsync(http.Request.Body))!.AsObject();
        var unknown = body.Select(property => property.Key).Except(["displayName", "description", "membershipType"]).ToArray();
        if (unknown.Length > 0)
            return Error(400, "BadRequest", $"Invalid property '{unknown[0]}'.");
        if (((string?)body["description"])?.Length > 1024)
            return Error(400, "BadRequest", "Channel description is too long.");
        return answer(http, body);
    }

    private IResult Create(HttpContext http, JsonObject body)
    {
        var name = (string?)body["displayName"] ?? "";
        if (name.Length is 0 or > 50 || NotInNames().IsMatch(name))
            return Error(400, "BadRequest", "Channel name is not valid.");
        if ((string?)body["membershipType"] != "standard")
            return Error(400, "BadRequest", "Members are needed.");
        if (DeletedNames.Contains(name) || Channels.Values.Any(channel => name.Equals((string?)channel["displayName"], StringComparison.OrdinalIgnoreCase)))
            return Error(400, "NameAlreadyExists", "Channel name already existed, please use other name");

        var id = $"19:made{++_made}@thread.tacv2";
        Channels[id] = body.DeepClone().AsObject();
        Channels[id]["id"] = id;
        _login.Open(id, "channel");
        if (AnswersToLose-- > 0)
            return new Lost();

        return Results.Text(Channels[id].ToJsonString(), "application/json", statusCode: 201);
    }

    private IResult List(HttpContext http, JsonObject body)
    {
        if (http.Request.Query.Keys.Any(key => key is not ("$select" or "$filter")) || NameAsked().Match(http.Request.Query["$filter"].ToString()) is not { Success: true } asked)
            return Error(400, "BadRequest", "Query option is not allowed");

        var found = Channels.Values.Where(channel => (string?)channel["displayName"] == asked.Groups[1].Value);
        return Results.Text(new JsonObject { ["value"] = new JsonArray([.. found.Select(channel => channel.DeepClone())]) }.ToJsonString(), "application/json");
    }

    private IResult Patch(HttpContext http, JsonObject body)
    {
        if (!Channels.TryGetValue(Value(http, "channel"), out var known))
            return NotFound();

        foreach (var (name, value) in body)
            known[name] = value?.DeepClone();
        return Results.NoContent();
    }

    [GeneratedRegex("[~#%&*{}/\\\\:<>?+|'\"]|^[_.]|\\.$")]
    private static partial Regex NotInNames();

    [GeneratedRegex("^displayName eq '([^']*)'$")]
    private static partial Regex NameAsked();

    private sealed class Lost : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Abort();
            return Task.CompletedTask;
        }
    }
}
