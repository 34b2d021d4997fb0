using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using IncidentBot.Storage;
using IncidentBot.Teams;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Teams.Fake;
using Xunit;

namespace IncidentBot.Tests.Teams;

/// <summary>People type in Teams: through the door with a signed token, and what the bot says goes out over the connector.</summary>
internal sealed class TypedInTeams(FakeConnector teams, FakeLogin login, TimeProvider clock, Uri address) : IDisposable
{
    private readonly HttpClient _door = new();

    public TypedInTeams(ConnectedBot bot) : this(bot.Teams, bot.Login, bot.Clock, bot.Address)
    {
    }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <returns>The thread that the incident lives in.</returns>
    public async Task<(string Id, string Thread)> StartAsync(ConnectedBot bot, string title)
    {
        await CallAsync(NewThread(), ConnectedBot.Ada, $"start {title}");
        return await Eventually.GetAsync(
            async () => (await bot.Get<IncidentStore>().UnfiledAsync(Cancel)).Single() is { Home: { } home } incident
                ? (incident.Id.Value, home.Channel)
                : throw new TimeoutException("It has no home yet."), Cancel);
    }

    /// <summary>Where somebody has begun a thread in the channel.</summary>
    public string NewThread()
    {
        var id = $"{ConnectedBot.ChannelId};messageid={FakeConversation.NextId()}";
        teams.Open(id, "channel");
        return id;
    }

    /// <summary>Somebody mentions the bot.</summary>
    public Task<string> CallAsync(string where, TeamsPerson by, string command) => SendAsync(where, by, $"<at>IncidentBot</at>&nbsp;{command}\n", isForBot: true);

    public Task<string> SayAsync(string where, TeamsPerson by, string text) => SendAsync(where, by, text, isForBot: false);

    public async Task ChangeAsync(string where, TeamsPerson by, string id, string? text)
    {
        var change = Message(where, by, text ?? "", isForBot: false, id);
        change["type"] = text is null ? "messageDelete" : "messageUpdate";
        change["channelData"]!["eventType"] = text is null ? "softDeleteMessage" : "editMessage";
        await PostAsync(change);
    }

    public async Task<string> FinishedAsync(string incident)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, $"/incidents/{incident}/postmortem.md?form=finished"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "let-me-in");
        using var answer = await _door.SendAsync(request, Cancel);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancel);
    }

    public Task HeardAsync(string where, string words) => Eventually.TrueAsync(
        () => teams.Conversations.TryGetValue(where, out var place) && place.Said.Any(said => said.Words.Contains(words, StringComparison.Ordinal)), $"the bot says there: {words}", Cancel);

    public void Dispose() => _door.Dispose();

    private async Task<string> SendAsync(string where, TeamsPerson by, string text, bool isForBot)
    {
        var id = FakeConversation.NextId();
        await PostAsync(Message(where, by, text, isForBot, id));
        return id;
    }

    private async Task PostAsync(JsonObject activity)
    {
        var token = new FakeToken(login.Key, FakeConnector.AppId, teams.ServiceUrl, clock.GetUtcNow());
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/api/messages")) { Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.ToString());
        using var answer = await _door.SendAsync(request, Cancel);
        Assert.Equal(200, (int)answer.StatusCode);
    }

    private JsonObject Message(string where, TeamsPerson by, string text, bool isForBot, string id) => new()
    {
        ["type"] = "message",
        ["id"] = id,
        ["timestamp"] = clock.GetUtcNow().ToString("o", CultureInfo.InvariantCulture),
        ["localTimezone"] = "Etc/UTC",
        ["channelId"] = "msteams",
        ["serviceUrl"] = teams.ServiceUrl,
        ["from"] = new JsonObject { ["id"] = by.UserId, ["name"] = by.Name, ["aadObjectId"] = by.Id },
        ["recipient"] = new JsonObject { ["id"] = FakeConnector.BotId, ["name"] = "IncidentBot" },
        ["conversation"] = new JsonObject { ["id"] = where, ["conversationType"] = "channel", ["tenantId"] = FakeConnector.Tenant, ["isGroup"] = true },
        ["channelData"] = new JsonObject
        {
            ["tenant"] = new JsonObject { ["id"] = FakeConnector.Tenant },
            ["team"] = new JsonObject { ["id"] = "19:operations@thread.tacv2", ["name"] = "Operations" },
            ["channel"] = new JsonObject { ["id"] = ConnectedBot.ChannelId, ["name"] = "payments" },
        },
        ["text"] = text,
        ["entities"] = isForBot
            ? new JsonArray(new JsonObject { ["type"] = "mention", ["text"] = "<at>IncidentBot</at>", ["mentioned"] = new JsonObject { ["id"] = FakeConnector.BotId, ["name"] = "IncidentBot" } })
            : new JsonArray(),
    };
}
