using IncidentBot.Chat;
using IncidentBot.Teams;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Teams.Fake;
using Xunit;
using static IncidentBot.Tests.Teams.Graph.GraphWorld;

namespace IncidentBot.Tests.Teams.Graph;

public sealed class GraphClientTests(PostgresFixture postgres) : IAsyncLifetime
{
    private GraphWorld _world = null!;
    private string _thread = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await StartAsync(postgres);
        _thread = _world.NewThread();
        await _world.HeardAsync(_thread, Ada, "<p>the team is known</p>");
        await _world.ConvertAsync(_thread, "convert P1 Known");
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_token_is_for_one_service_only()
    {
        await ReadAsync();
        var token = _world.Bot.Get<TeamsToken>();
        var (forTeams, forGraph) = (await token.GetAsync("https://api.botframework.com/.default", null, Cancel), await token.GetAsync(_world.Graph.Scope, null, Cancel));

        Assert.NotEqual(forTeams, forGraph);
        Assert.False(_world.Bot.Teams.IsGood($"Bearer {forGraph}", "https://api.botframework.com/.default"));
        Assert.False(_world.Bot.Teams.IsGood($"Bearer {forTeams}", _world.Graph.Scope));
        Assert.DoesNotContain(401, _world.Graph.Answers);
    }

    [Fact]
    public async Task A_refused_token_is_had_anew_once()
    {
        await ReadAsync();
        _world.Bot.Teams.ExpireTokens();

        Assert.NotEmpty(await ReadAsync());
        Assert.Single(_world.Graph.Answers, 401);
    }

    [Fact]
    public async Task Waits_as_long_as_it_is_asked_to()
    {
        _world.Graph.Fail(429, "TooManyRequests", retryAfter: 1);
        _world.Graph.Fail(503, "ServiceUnavailable", retryAfter: 1);

        Assert.NotEmpty(await ReadAsync());
        Assert.Equal([429, 503, 200, 200, 200], _world.Graph.Answers);
    }

    [Fact]
    public async Task A_pause_that_is_too_long_is_the_outboxs_to_keep()
    {
        _world.Graph.Fail(429, "TooManyRequests", retryAfter: 600);

        var refused = await Assert.ThrowsAsync<DeliveryException>(ReadAsync);
        Assert.Equal(("TooManyRequests", TimeSpan.FromMinutes(10)), (refused.Code, refused.RetryAfter));
    }

    [Theory]
    [InlineData("https://graph.example.com/v1.0/teams")]
    [InlineData("//graph.example.com/v1.0/teams")]
    [InlineData("http://user@127.0.0.1/v1.0/teams")]
    public async Task A_next_page_elsewhere_is_not_followed(string elsewhere)
    {
        _world.Said(_thread, Grace, "<p>one more</p>");
        (_world.Graph.PageSize, _world.Graph.NextPageElsewhere) = (1, elsewhere);

        Assert.Equal("next_link_not_allowed", (await Assert.ThrowsAsync<DeliveryException>(ReadAsync)).Code);
    }

    [Fact]
    public async Task A_next_page_below_another_path_of_the_service_is_not_followed()
    {
        _world.Said(_thread, Grace, "<p>one more</p>");
        (_world.Graph.PageSize, _world.Graph.NextPageElsewhere) = (1, $"{_world.Graph.Address}/beta/teams");

        Assert.Equal("next_link_not_allowed", (await Assert.ThrowsAsync<DeliveryException>(ReadAsync)).Code);
    }

    [Fact]
    public async Task A_missing_permission_is_named_once_and_told_the_operator()
    {
        _world.Graph.Granted.Clear();
        var other = _world.NewThread();

        await _world.ConvertAsync(other, "convert P1 Unseen --since 25m");

        await Eventually.GetAsync(
            async () => (await NotesAsync()).Single(note => note.Contains("Forbidden (ChannelMessage.Read.Group)", StringComparison.Ordinal)), Cancel);
    }

    [Fact]
    public async Task A_message_that_is_not_there_is_none()
    {
        var nowhere = new Incidents.EventSource(TeamsAddress.Conversation(FakeConnector.Tenant, _thread), "1705329999999");

        Assert.Null(await _world.Bot.Platform.FindMessageAsync(nowhere, Cancel));
    }

    [Fact]
    public async Task A_team_is_asked_for_once()
    {
        await ReadAsync();
        await ReadAsync();

        Assert.Single(_world.Bot.Teams.Calls, call => call.StartsWith("GET /amer/v3/teams/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Turned_off_nothing_is_asked()
    {
        await using var world = await StartAsync(postgres, ("Teams:Graph:Enabled", "false"));
        var thread = world.NewThread();
        var said = await world.HeardAsync(thread, Grace, "<p>the team is known</p>");
        var conversation = TeamsAddress.Conversation(FakeConnector.Tenant, thread);

        Assert.Empty(await world.Bot.Platform.ReadHistoryAsync(conversation, DateTimeOffset.UnixEpoch, Cancel).ToListAsync(Cancel));
        Assert.Null(await world.Bot.Platform.FindMessageAsync(new Incidents.EventSource(conversation, (string)said["id"]!), Cancel));
        Assert.Empty(await world.Bot.Platform.WorkspacesHeardAsync(Cancel));
        Assert.Empty(world.Graph.Calls);
    }

    private async Task<IReadOnlyList<MessageEvent>> ReadAsync() =>
        await _world.Bot.Platform.ReadHistoryAsync(TeamsAddress.Conversation(FakeConnector.Tenant, _thread), DateTimeOffset.UnixEpoch, Cancel).ToListAsync(Cancel);

    private async Task<IReadOnlyList<string>> NotesAsync()
    {
        await using var connection = await _world.Bot.Get<Npgsql.NpgsqlDataSource>().OpenConnectionAsync(Cancel);
        await using var command = new Npgsql.NpgsqlCommand("select note from operator_notes", connection);
        await using var rows = await command.ExecuteReaderAsync(Cancel);
        var notes = new List<string>();
        while (await rows.ReadAsync(Cancel))
            notes.Add(rows.GetString(0));
        return notes;
    }
}
