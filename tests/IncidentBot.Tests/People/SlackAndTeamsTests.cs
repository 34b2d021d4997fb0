using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack;
using IncidentBot.Tests.Teams.Fake;
using Xunit;

namespace IncidentBot.Tests.People;

/// <summary>One bot, Slack and Teams beside each other, and somebody who is in both.</summary>
public sealed class SlackAndTeamsTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string AdaId = "2f1c7f6e-7a3b-4a55-8a10-0000000000ad";
    private const string AdaUserId = "29:1ada";
    private const string Alone = "a:1ada";

    private FakeConnector _teams = null!;
    private FakeLogin _login = null!;
    private SlackWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        (_teams, _login) = (await FakeConnector.StartAsync(), await FakeLogin.StartAsync());
        _teams.Open(Alone, "personal");
        _world = await SlackWorld.CreateAsync(postgres, settings:
        [
            ("Teams:AppId", FakeConnector.AppId), ("Teams:AppPassword", FakeConnector.Secret), ("Teams:TenantId", FakeConnector.Tenant), ("Teams:TokenUrl", _teams.TokenUrl),
            ("Teams:OpenIdMetadataUrl", _login.Metadata.AbsoluteUri), ("Teams:AllowedServiceUrls:0", _teams.ServiceUrl), ("Teams:AllowUnauthenticated", "true"),
        ]);
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _teams.DisposeAsync();
        await _login.DisposeAsync();
    }

    [Fact]
    public async Task The_roster_tells_who_she_is_and_her_work_is_the_same_in_both()
    {
        _teams.Members[AdaUserId] = new FakeMember(AdaUserId, AdaId, "Lovelace, Ada", FakeConnector.Tenant, Email: _world.Ada.User.Email.ToUpperInvariant());
        var incident = await _world.StartIncidentAsync("P1 Checkout is down");
        await incident.CommandsAsync("action P0 Add an index @me by 2034-01-16");

        await HearsAsync("me", "is you as well");
        await HearsAsync("todo", "Add an index");

        Assert.Contains("*Lovelace, Ada* in Teams is you as well", (await _world.Ada.CommandsAsync(_world.NewRoom(), "/incident", "me")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_of_the_tenant_with_the_same_address_is_somebody_else()
    {
        _teams.Members[AdaUserId] = new FakeMember(AdaUserId, AdaId, "Lovelace, Ada", FakeConnector.Tenant, UserRole: "guest", Email: _world.Ada.User.Email);
        await _world.StartIncidentAsync("P1 Checkout is down");

        await HearsAsync("todo", "You have no open action items");
        await Eventually.GetAsync(async () => await Rows.CountAsync(_world.Database, "select count(*) from names where standing = 'Guest' and email is not null") == 1 ? true : throw new TimeoutException("The roster was not asked."), SlackWorld.Cancel);

        Assert.Equal(0, await Rows.CountAsync(_world.Database, "select count(*) from account_ties"));
    }

    /// <summary>She types to the bot in Teams until it says these words.</summary>
    private Task<bool> HearsAsync(string typed, string words) => Eventually.GetAsync(async () =>
    {
        var before = _teams.Conversations[Alone].Said.Count;
        using var taken = await _world.Bot.Http.PostAsJsonAsync("/api/messages", Message(typed), SlackWorld.Cancel);
        taken.EnsureSuccessStatusCode();
        var said = await Eventually.GetAsync(
            () => Task.FromResult(_teams.Conversations[Alone].Said.Skip(before).FirstOrDefault() ?? throw new TimeoutException("The bot said nothing.")), SlackWorld.Cancel);
        return said.Words.Contains(words, StringComparison.Ordinal) ? true : throw new TimeoutException(said.Words);
    }, SlackWorld.Cancel);

    private JsonObject Message(string text) => new()
    {
        ["type"] = "message",
        ["id"] = FakeConversation.NextId(),
        ["timestamp"] = TimeProvider.System.GetUtcNow().ToString("o"),
        ["channelId"] = "msteams",
        ["serviceUrl"] = _teams.ServiceUrl,
        ["from"] = new JsonObject { ["id"] = AdaUserId, ["name"] = "Lovelace, Ada", ["aadObjectId"] = AdaId },
        ["recipient"] = new JsonObject { ["id"] = FakeConnector.BotId, ["name"] = "IncidentBot" },
        ["conversation"] = new JsonObject { ["id"] = Alone, ["conversationType"] = "personal", ["tenantId"] = FakeConnector.Tenant },
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = FakeConnector.Tenant } },
        ["text"] = text,
    };
}
