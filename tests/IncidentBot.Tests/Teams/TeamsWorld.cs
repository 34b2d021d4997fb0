using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack;
using IncidentBot.Tests.Teams.Fake;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace IncidentBot.Tests.Teams;

/// <summary>The real bot over real HTTP, a database, and a Teams in which people type. What the bot says is kept as it is said.</summary>
internal sealed partial class TeamsWorld : IAsyncDisposable
{
    public const string AppId = "6e9b1d2c-0a51-4f0e-9a77-3f1c5d0f2b11";
    public const string Tenant = "72f988bf-86f1-41af-91ab-2d7cd011db47";
    public const string BotId = "28:" + AppId;
    public const string ServiceUrl = "https://smba.trafficmanager.net/emea/" + Tenant + "/";

    private readonly HttpClient _teams = new();
    private long _milliseconds;

    private TeamsWorld(RunningBot bot, FakeLogin login, string database)
    {
        (Bot, Login, Database) = (bot, login, database);
        _milliseconds = bot.Clock.GetUtcNow().ToUnixTimeMilliseconds();
    }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static DateTimeOffset Monday { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public RunningBot Bot { get; }

    public FakeLogin Login { get; }

    public string Database { get; }

    public FakeTimeProvider Clock => Bot.Clock;

    public TypingPerson Ada { get; } = new("29:1ada", "2f1c7f6e-7a3b-4a55-8a10-0000000000ad", "Ada Lovelace");

    public TypingPerson Grace { get; } = new("29:1grace", "2f1c7f6e-7a3b-4a55-8a10-00000000009a", "Grace Hopper");

    public static Task<TeamsWorld> StartAsync(PostgresFixture postgres, params (string Name, string Value)[] settings) => StartAsync(postgres, null, settings);

    /// <param name="database">For one that a test prepared.</param>
    public static async Task<TeamsWorld> StartAsync(PostgresFixture postgres, string? database, params (string Name, string Value)[] settings)
    {
        database ??= await postgres.CreateDatabaseAsync();
        var login = await FakeLogin.StartAsync();
        var all = Settings(login);
        foreach (var (name, value) in settings)
            all[name] = value;
        var bot = await RunningBot.StartAsync(database, new FakeTimeProvider(Monday), new RecordingPlatform("teams") { HasThreads = false }, all);
        return new TeamsWorld(bot, login, database);
    }

    public static Dictionary<string, string?> Settings(FakeLogin login) => new()
    {
        ["Teams:AppId"] = AppId,
        ["Teams:AppPassword"] = "not-told-to-anybody",
        ["Teams:TenantId"] = Tenant,
        ["Teams:OpenIdMetadataUrl"] = login.Metadata.AbsoluteUri,
    };

    public FakeToken Token() => new(Login.Key, AppId, ServiceUrl, Clock.GetUtcNow());

    /// <summary>Ids of messages are the time at which they were sent.</summary>
    public string NextId() => Interlocked.Increment(ref _milliseconds).ToString(CultureInfo.InvariantCulture);

    public JsonObject Activity(string type, TypingPlace place, TypingPerson from, string? id = null) => new()
    {
        ["type"] = type,
        ["id"] = id ?? NextId(),
        ["timestamp"] = Clock.GetUtcNow().ToString("o", CultureInfo.InvariantCulture),
        ["localTimezone"] = from.Zone,
        ["channelId"] = "msteams",
        ["serviceUrl"] = ServiceUrl,
        ["from"] = from.Account(),
        ["recipient"] = new JsonObject { ["id"] = BotId, ["name"] = "IncidentBot" },
        ["conversation"] = new JsonObject { ["id"] = place.Id, ["conversationType"] = place.Type, ["tenantId"] = Tenant, ["isGroup"] = place.Type != "personal" },
        ["channelData"] = place.ChannelData(),
    };

    /// <summary>A message as Teams sends it: <c>{bot}</c> and <c>{Grace Hopper}</c> are mentions.</summary>
    public JsonObject Message(TypingPlace place, TypingPerson from, string text, string? html = null, string? id = null, string type = "message")
    {
        var activity = Activity(type, place, from, id);
        var entities = new JsonArray();
        activity["text"] = Mentioned().Replace(text, match =>
        {
            var person = match.Value == "{bot}" ? null : match.Value == $"{{{Grace.Name}}}" ? Grace : Ada;
            var at = $"<at>{person?.Name ?? "IncidentBot"}</at>";
            entities.Add(new JsonObject
            {
                ["type"] = "mention",
                ["text"] = at,
                ["mentioned"] = new JsonObject { ["id"] = person?.UserId ?? BotId, ["name"] = person?.Name ?? "IncidentBot" },
            });
            return at;
        });
        entities.Add(new JsonObject { ["type"] = "clientInfo", ["locale"] = "en-US", ["country"] = "US", ["platform"] = "Web", ["timezone"] = from.Zone });
        activity["entities"] = entities;
        activity["attachments"] = html is null ? new JsonArray() : new JsonArray(new JsonObject { ["contentType"] = "text/html", ["content"] = html });
        return activity;
    }

    public async Task<string> SaysAsync(TypingPlace place, TypingPerson from, string text, string? html = null)
    {
        var message = Message(place, from, text, html);
        Assert.Equal(200, await SendAsync(message));
        return message["id"]!.GetValue<string>();
    }

    /// <summary>Somebody changes or removes what they said.</summary>
    public async Task ChangesAsync(string type, string? eventType, TypingPlace place, TypingPerson from, string id, string text = "")
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        var change = Message(place, from, text, null, id, type);
        change["channelData"]!["eventType"] = eventType;
        Assert.Equal(200, await SendAsync(change));
    }

    public Task<int> SendAsync(JsonNode activity) => SendAsync(activity.ToJsonString(), Token().ToString());

    public async Task<int> SendAsync(string body, string? token, string scheme = "Bearer")
    {
        using var answer = await PostAsync(body, token, scheme);
        return (int)answer.StatusCode;
    }

    public Task<HttpResponseMessage> PostAsync(string body, string? token, string scheme = "Bearer")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Bot.Http.BaseAddress!, "/api/messages")) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.ExpectContinue = body.Length > 100_000;
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue(scheme, token);
        return _teams.SendAsync(request, Cancel);
    }

    /// <summary>What the bot says there, once it says these words.</summary>
    public Task<string> HeardAsync(TypingPlace place, string words) => Eventually.GetAsync(
        () => Task.FromResult(Bot.Chat.SaidIn(place.Id).FirstOrDefault(said => said.Contains(words, StringComparison.Ordinal))
            ?? throw new TimeoutException($"Nobody said “{words}”: {string.Join(" // ", Bot.Chat.Said)}")), Cancel);

    /// <summary>Somebody types <c>@IncidentBot start … --here</c>.</summary>
    public async Task<string> StartHereAsync(TypingPlace place, string title, string call = "{bot} ")
    {
        await SaysAsync(place, Ada, $"{call}start {title} --here");
        return IdIn().Match(await HeardAsync(place, "INC-")).Value;
    }

    /// <summary>The log, a line an event.</summary>
    public async Task<IReadOnlyList<JsonNode>> LogAsync(string incident)
    {
        using var answer = await Bot.GetAsync($"/incidents/{incident}/log.jsonl");
        return [.. (await answer.Content.ReadAsStringAsync(Cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }

    public async Task<IReadOnlyList<JsonNode>> LoggedAsync(string incident, string kind) =>
        [.. (await LogAsync(incident)).Where(line => line["detail"]!["kind"]!.GetValue<string>() == kind)];

    public async Task<IReadOnlyList<string?>> TextsAsync(string incident, string kind) =>
        [.. (await LoggedAsync(incident, kind)).Select(line => line["detail"]!["text"]?.GetValue<string>())];

    private async Task<string> DocumentAsync(string incident)
    {
        using var answer = await Bot.GetAsync($"/incidents/{incident}/postmortem.md");
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    /// <summary>Reads until the document is as it should be: it follows the chat.</summary>
    public Task<bool> DocumentHasAsync(string incident, string words, bool isThere = true) => Eventually.GetAsync(
        async () => (await DocumentAsync(incident)).Contains(words, StringComparison.Ordinal) == isThere
            ? true
            : throw new TimeoutException($"“{words}” should be {(isThere ? "in" : "gone from")} the document."), Cancel);

    public Task<long> CountAsync(string sql) => Rows.CountAsync(Database, "select " + sql);

    public async ValueTask DisposeAsync()
    {
        _teams.Dispose();
        await Bot.DisposeAsync();
        await Login.DisposeAsync();
    }

    [GeneratedRegex(@"\{(bot|Grace Hopper|Ada Lovelace)\}")]
    private static partial Regex Mentioned();

    [GeneratedRegex(@"INC-\d{4}-\d{4}-\d{4}(-\d+)?")]
    private static partial Regex IdIn();
}

/// <summary>Somebody with an account in the tenant.</summary>
internal sealed record TypingPerson(string UserId, string Id, string Name)
{
    public string Zone { get; init; } = "Europe/Berlin";

    public string PersonId => $"teams:{TeamsWorld.Tenant}/{Id}";

    public JsonObject Account() => new() { ["id"] = UserId, ["name"] = Name, ["aadObjectId"] = Id };
}

/// <summary>Where people talk: a thread of a channel, a group chat, a conversation with the bot alone.</summary>
internal sealed record TypingPlace(string Id, string Type)
{
    private const string Team = "19:team@thread.tacv2";

    public static TypingPlace Thread(string root) => new($"19:payments@thread.tacv2;messageid={root}", "channel");

    public static TypingPlace Group { get; } = new("19:outage@thread.v2", "groupChat");

    public static TypingPlace Alone { get; } = new("a:1alone", "personal");

    public JsonObject ChannelData() => Type != "channel"
        ? new JsonObject { ["tenant"] = new JsonObject { ["id"] = TeamsWorld.Tenant } }
        : new JsonObject
        {
            ["tenant"] = new JsonObject { ["id"] = TeamsWorld.Tenant },
            ["team"] = new JsonObject { ["id"] = Team, ["name"] = "Operations" },
            ["channel"] = new JsonObject { ["id"] = Id.Split(';')[0], ["name"] = "payments" },
        };
}
