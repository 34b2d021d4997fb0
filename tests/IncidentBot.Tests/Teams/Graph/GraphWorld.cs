using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using IncidentBot.Storage;
using IncidentBot.Teams;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Teams.Fake;
using Xunit;

namespace IncidentBot.Tests.Teams.Graph;

/// <summary>The whole program between a Teams and a Graph in which the same people talk; what is said is in Graph's history, and delivered if the bot hears it.</summary>
internal sealed class GraphWorld : IAsyncDisposable
{
    public const string Chat = "19:outage@thread.v2";

    private const string Team = "19:operations@thread.tacv2";

    private readonly HttpClient _http = new();

    private GraphWorld(ConnectedBot bot, FakeGraph graph) => (Bot, Graph) = (bot, graph);

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TeamsPerson Ada => ConnectedBot.Ada;

    public static TeamsPerson Grace => ConnectedBot.Grace;

    public ConnectedBot Bot { get; }

    public FakeGraph Graph { get; }

    public static async Task<GraphWorld> StartAsync(PostgresFixture postgres, params (string Name, string Value)[] settings)
    {
        var teams = await FakeConnector.StartAsync();
        var graph = await FakeGraph.StartAsync(teams);
        teams.Groups[Team] = graph.Group;
        var all = new Dictionary<string, string?> { ["Teams:Graph:Enabled"] = "true", ["Teams:Graph:BaseUrl"] = graph.Address };
        foreach (var (name, value) in settings)
            all[name] = value;
        return new GraphWorld(await ConnectedBot.StartAsync(await postgres.CreateDatabaseAsync(), all, teams), graph);
    }

    /// <summary>A thread that somebody began, with what they said in it.</summary>
    public string NewThread(string html = "<p>is checkout slow for anyone else?</p>", TimeSpan? ago = null, string channel = ConnectedBot.ChannelId)
    {
        var root = FakeConversation.NextId();
        var thread = $"{channel};messageid={root}";
        Bot.Teams.Open(thread, "channel");
        Graph.Add(thread, FakeGraph.Message(root, Now - (ago ?? TimeSpan.Zero), FakeGraph.User(Ada.Id, Ada.Name), html));
        return thread;
    }

    /// <summary>Somebody mentions the bot in a new post of the channel.</summary>
    /// <returns>The thread that it begins.</returns>
    public async Task<string> CallInChannelAsync(string command)
    {
        var thread = NewThread($"<p><at id=\"0\">IncidentBot</at>&nbsp;{command}</p>");
        var said = Graph.Of(thread, thread.Split("messageid=")[1]);
        said["mentions"]!.AsArray().Add(Mention(0, "IncidentBot", FakeGraph.Program(FakeConnector.AppId, "IncidentBot")));
        await DeliverAsync(thread, Ada, said, $"<at>IncidentBot</at>&nbsp;{command}\n");
        return thread;
    }

    public string NewChat()
    {
        Bot.Teams.Open(Chat, "groupChat");
        return Chat;
    }

    /// <summary>Said where nobody listens: it is in the history, and nowhere else.</summary>
    public JsonObject Said(string where, TeamsPerson by, string html, TimeSpan? ago = null) =>
        Graph.Add(where, FakeGraph.Message(FakeConversation.NextId(), Now - (ago ?? TimeSpan.Zero), FakeGraph.User(by.Id, by.Name), html));

    /// <summary>Said, delivered, and in the history.</summary>
    public async Task<JsonObject> HeardAsync(string where, TeamsPerson by, string html)
    {
        var said = Said(where, by, html);
        await DeliverAsync(where, by, said);
        return said;
    }

    /// <summary>Somebody mentions the bot.</summary>
    public async Task CallAsync(string where, string command)
    {
        var said = Said(where, Ada, $"<p><at id=\"0\">IncidentBot</at>&nbsp;{command}</p>");
        said["mentions"]!.AsArray().Add(Mention(0, "IncidentBot", FakeGraph.Program(FakeConnector.AppId, "IncidentBot")));
        await DeliverAsync(where, Ada, said, $"<at>IncidentBot</at>&nbsp;{command}\n");
    }

    public Task DeliverAsync(string where, TeamsPerson by, JsonObject said, string? text = null) => PostAsync(Delivered(where, by, said, text));

    /// <summary>As Teams delivers what Graph shows.</summary>
    public JsonObject Delivered(string where, TeamsPerson by, JsonObject said, string? text = null)
    {
        var (entities, html) = (new JsonArray(), (string)said["body"]!["content"]!);
        foreach (var mention in said["mentions"]!.AsArray())
        {
            var (number, name) = ((int)mention!["id"]!, (string)mention["mentionText"]!);
            html = html.Replace($"<at id=\"{number}\">{name}</at>", $"<span itemtype=\"http://schema.skype.com/Mention\" itemscope=\"\" itemid=\"{number}\">{name}</span>", StringComparison.Ordinal);
            entities.Add(new JsonObject
            {
                ["type"] = "mention",
                ["text"] = $"<at>{name}</at>",
                ["mentioned"] = new JsonObject { ["id"] = name == "IncidentBot" ? FakeConnector.BotId : name == Grace.Name ? Grace.UserId : Ada.UserId, ["name"] = name },
            });
        }

        var channel = where.Contains(";messageid=", StringComparison.Ordinal) ? where.Split(';')[0] : null;
        return new JsonObject
        {
            ["type"] = "message",
            ["id"] = (string)said["id"]!,
            ["timestamp"] = (string)said["createdDateTime"]!,
            ["localTimezone"] = "Etc/UTC",
            ["channelId"] = "msteams",
            ["serviceUrl"] = Bot.Teams.ServiceUrl,
            ["from"] = new JsonObject { ["id"] = by.UserId, ["name"] = by.Name, ["aadObjectId"] = by.Id },
            ["recipient"] = new JsonObject { ["id"] = FakeConnector.BotId, ["name"] = "IncidentBot" },
            ["conversation"] = new JsonObject { ["id"] = where, ["conversationType"] = channel is null ? "groupChat" : "channel", ["tenantId"] = FakeConnector.Tenant, ["isGroup"] = true },
            ["channelData"] = channel is null
                ? new JsonObject { ["tenant"] = new JsonObject { ["id"] = FakeConnector.Tenant } }
                : new JsonObject
                {
                    ["tenant"] = new JsonObject { ["id"] = FakeConnector.Tenant },
                    ["team"] = new JsonObject { ["id"] = Team, ["name"] = "Operations", ["aadGroupId"] = Graph.Group },
                    ["channel"] = new JsonObject { ["id"] = channel, ["name"] = "payments" },
                },
            ["text"] = text ?? "",
            ["entities"] = entities,
            ["attachments"] = new JsonArray([new JsonObject { ["contentType"] = "text/html", ["content"] = html }, .. said["attachments"]!.AsArray().Select(attachment => attachment!.DeepClone())]),
        };
    }

    public async Task PostAsync(JsonObject activity)
    {
        var token = new FakeToken(Bot.Login.Key, FakeConnector.AppId, Bot.Teams.ServiceUrl, Now);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Bot.Address, "/api/messages")) { Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.ToString());
        using var answer = await _http.SendAsync(request, Cancel);
        Assert.Equal(200, (int)answer.StatusCode);
    }

    /// <summary>The thread or chat becomes an incident.</summary>
    public async Task<string> ConvertAsync(string where, string command = "convert P1 Checkout is down --since 25m")
    {
        await CallAsync(where, command);
        return await Eventually.GetAsync(
            async () => (await Bot.Get<IncidentStore>().UnfiledAsync(Cancel)).SingleOrDefault(incident => incident.Home?.Channel == where)?.Id.Value ?? throw new TimeoutException("It is no incident yet."), Cancel);
    }

    public async Task<IReadOnlyList<JsonNode>> LoggedAsync(string incident, string kind)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Bot.Address, $"/incidents/{incident}/log.jsonl"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "let-me-in");
        using var answer = await _http.SendAsync(request, Cancel);
        var lines = (await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select(line => JsonNode.Parse(line)!).Where(line => (string?)line["detail"]!["kind"] == kind)];
    }

    /// <summary>What people said, once it is this.</summary>
    public Task SaysAsync(string incident, params string[] texts) => Eventually.GetAsync(
        async () =>
        {
            Assert.Equal(texts, (await LoggedAsync(incident, "message")).Select(line => (string?)line["detail"]!["text"]));
            return true;
        }, Cancel);

    /// <summary>To all, or to one alone.</summary>
    public Task BotSaysAsync(string words) => Eventually.TrueAsync(
        () => Bot.Teams.Conversations.Values.Any(place => place.Said.Any(said => said.Words.Contains(words, StringComparison.Ordinal))), $"the bot says: {words}", Cancel);

    public static JsonObject Mention(int number, string text, JsonObject mentioned) => new() { ["id"] = number, ["mentionText"] = text, ["mentioned"] = mentioned };

    public void Edit(JsonObject said, string html)
    {
        (said["body"]!["content"], said["lastEditedDateTime"]) = (html, FakeGraph.Moment(Now));
        Touch(said);
    }

    public void Delete(JsonObject said)
    {
        (said["body"]!["content"], said["deletedDateTime"]) = ("", FakeGraph.Moment(Now));
        Touch(said);
    }

    public void React(JsonObject said, TeamsPerson by, string reaction)
    {
        said["reactions"]!.AsArray().Add(new JsonObject { ["reactionType"] = reaction, ["createdDateTime"] = FakeGraph.Moment(Now), ["user"] = FakeGraph.User(by.Id, null) });
        Touch(said);
    }

    private DateTimeOffset Now => Bot.Clock.GetUtcNow();

    private void Touch(JsonObject said) => said["lastModifiedDateTime"] = FakeGraph.Moment(Now);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Bot.DisposeAsync();
        await Graph.DisposeAsync();
    }
}
