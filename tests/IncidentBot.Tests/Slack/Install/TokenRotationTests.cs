using Dapper;
using IncidentBot.Slack;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Npgsql;
using Xunit;

namespace IncidentBot.Tests.Slack.Install;

public sealed class TokenRotationTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TwoWorkspaces _slacks = null!;

    public async ValueTask InitializeAsync()
    {
        _slacks = await TwoWorkspaces.CreateAsync(postgres);
        _slacks.OAuth.Rotates = true;
        await _slacks.InstallAsync();
    }

    public ValueTask DisposeAsync() => _slacks.DisposeAsync();

    [Fact]
    public async Task Spends_a_refresh_token_once_however_many_hosts_need_a_new_token()
    {
        await using var replica = await _slacks.StartReplicaAsync();
        var stale = _slacks.Known()!.Token;
        PassHours(13);

        await CallManyAsync(_slacks.World.Bot, replica);

        Assert.Equal((1, 0), _slacks.OAuth.Refreshed);
        Assert.NotEqual(stale, _slacks.Known()!.Token);
        Assert.Equal(_slacks.Known()!.Token, _slacks.Known(replica)!.Token);
    }

    [Fact]
    public async Task Refreshes_two_hours_ahead_and_not_earlier()
    {
        PassHours(9);
        await CallManyAsync(_slacks.World.Bot);
        var early = _slacks.OAuth.Refreshed;
        PassHours(1.5);

        await CallManyAsync(_slacks.World.Bot);

        Assert.Equal((0, 0), early);
        await Eventually.TrueAsync(() => _slacks.Known()!.ExpiresAt > _slacks.Clock.GetUtcNow().AddHours(11), "the next token is in use", SlackWorld.Cancel);
        await CallManyAsync(_slacks.World.Bot);
        Assert.Equal((1, 0), _slacks.OAuth.Refreshed);
    }

    [Fact]
    public async Task Refreshes_and_calls_again_when_Slack_says_that_the_token_has_expired()
    {
        _slacks.OAuth.Expire(_slacks.Second);

        await CallManyAsync(_slacks.World.Bot);

        Assert.Equal((1, 0), _slacks.OAuth.Refreshed);
    }

    [Fact]
    public async Task Waits_with_the_next_try_when_Slack_does_not_answer()
    {
        _slacks.World.Slack.Faults.Next("oauth.v2.access", Fault.Html500);
        PassHours(13);

        var refused = await Assert.ThrowsAsync<SlackApiException>(() => TwoWorkspaces.ApiOf(_slacks.World.Bot).AuthTestAsync(SlackWorld.Cancel));
        _slacks.Clock.MoveTo(_slacks.Clock.GetUtcNow().AddMinutes(2));
        await CallManyAsync(_slacks.World.Bot);

        Assert.True(refused.IsOfInstallation, "what is to be said waits");
        Assert.Equal((1, 0), _slacks.OAuth.Refreshed);
    }

    [Fact]
    public async Task Does_not_offer_a_refresh_token_again_that_Slack_has_refused()
    {
        await using (var connection = new NpgsqlConnection(_slacks.World.Database))
        {
            // A copy of the database from yesterday: the refresh token in it has been spent since.
            await connection.ExecuteAsync("create table yesterday as select * from slack_installations");
            _slacks.OAuth.Expire(_slacks.Second);
            await CallManyAsync(_slacks.World.Bot);
            await connection.ExecuteAsync("update slack_installations i set token = y.token, refresh_token = y.refresh_token from yesterday y where y.id = i.id");
        }

        _slacks.OAuth.Expire(_slacks.Second);
        await using var restored = await _slacks.StartReplicaAsync();
        for (var call = 0; call < 5; call++)
        {
            await Assert.ThrowsAsync<SlackApiException>(() => TwoWorkspaces.ApiOf(restored).AuthTestAsync(SlackWorld.Cancel));
            _slacks.Clock.MoveTo(_slacks.Clock.GetUtcNow().AddMinutes(2));
        }

        Assert.Equal((1, 1), _slacks.OAuth.Refreshed);
    }

    [Fact]
    public async Task Uses_the_new_pair_after_a_kill_between_exchange_and_use()
    {
        await _slacks.World.Bot.StopAsync();
        await using (var connection = new NpgsqlConnection(_slacks.World.Database))
            await connection.ExecuteAsync("update slack_installations set expires_at = now() - interval '1 hour'");
        _slacks.Second.Faults.Always("conversations.create", Fault.Silence);
        await using var first = await BotProcess.StartAsync(_slacks.World.Database, _slacks.AllSettings(), SlackWorld.Cancel);
        _slacks.Second.Inbox.Bot = first.Address;
        await _slacks.Second.Person("Barbara Liskov").CommandsAsync(_slacks.Second.NewChannel("room"), "/incident", "start P1 Killed with a fresh token");
        await Eventually.TrueAsync(() => _slacks.Second.CallsOf("conversations.create").Any(), "the bot asks for a channel", SlackWorld.Cancel);
        await first.KillAsync();

        _slacks.Second.Faults.Never("conversations.create");
        await using var second = await BotProcess.StartAsync(_slacks.World.Database, _slacks.AllSettings(), SlackWorld.Cancel);

        var home = await _slacks.Second.ChannelAsync("inc-", SlackWorld.Cancel);
        await Eventually.TrueAsync(() => home.Pinned is not null, "the incident goes on", SlackWorld.Cancel);
        Assert.Equal((1, 0), _slacks.OAuth.Refreshed);
    }

    private void PassHours(double hours) => _slacks.Clock.MoveTo(_slacks.Clock.GetUtcNow().AddHours(hours));

    private static Task CallManyAsync(params TestBot[] bots) =>
        Task.WhenAll(bots.SelectMany(bot => Enumerable.Range(0, 10).Select(_ => TwoWorkspaces.ApiOf(bot).AuthTestAsync(SlackWorld.Cancel))));
}
