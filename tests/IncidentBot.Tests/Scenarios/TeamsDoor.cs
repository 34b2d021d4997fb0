using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using IncidentBot.Teams;
using IncidentBot.Tests.Teams.Fake;
using Xunit;

namespace IncidentBot.Tests.Scenarios;

/// <summary>Brings activities to the bot as Teams does: to its door, with a signed token.</summary>
internal sealed class TeamsDoor(FakeConnector teams, FakeLogin login, TimeProvider clock, Func<Uri> bot) : IDisposable
{
    private readonly HttpClient _http = new();

    /// <param name="id">Of a message that is changed, or of an invoke; a new one otherwise.</param>
    public JsonObject Activity(string type, string place, TeamsPerson by, string? id = null)
    {
        var isAlone = place.StartsWith("a:", StringComparison.Ordinal);
        var data = new JsonObject { ["tenant"] = new JsonObject { ["id"] = FakeConnector.Tenant } };
        if (!isAlone)
        {
            data["team"] = new JsonObject { ["id"] = "19:operations@thread.tacv2", ["name"] = "Operations" };
            data["channel"] = new JsonObject { ["id"] = place.Split(';')[0], ["name"] = "payments" };
        }

        return new JsonObject
        {
            ["type"] = type,
            ["id"] = id ?? FakeConversation.NextId(),
            ["timestamp"] = clock.GetUtcNow().ToString("o", CultureInfo.InvariantCulture),
            ["localTimezone"] = ZoneOf(by),
            ["channelId"] = "msteams",
            ["serviceUrl"] = teams.ServiceUrl,
            ["from"] = new JsonObject { ["id"] = by.UserId, ["name"] = by.Name, ["aadObjectId"] = by.Id },
            ["recipient"] = new JsonObject { ["id"] = FakeConnector.BotId, ["name"] = "IncidentBot" },
            ["conversation"] = new JsonObject { ["id"] = place, ["conversationType"] = isAlone ? "personal" : "channel", ["tenantId"] = FakeConnector.Tenant, ["isGroup"] = !isAlone },
            ["channelData"] = data,
        };
    }

    public async Task<(int Status, JsonNode? Body)> PostAsync(JsonObject activity)
    {
        var token = new FakeToken(login.Key, FakeConnector.AppId, teams.ServiceUrl, clock.GetUtcNow());
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(bot(), "/api/messages")) { Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.ToString());
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, body.Length == 0 ? null : JsonNode.Parse(body));
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Kiri lives in Nepal, all others by UTC.</summary>
    private static string ZoneOf(TeamsPerson person) => person.Name == ChatIncident.PersonOfNepal ? "Asia/Kathmandu" : "Etc/UTC";
}
