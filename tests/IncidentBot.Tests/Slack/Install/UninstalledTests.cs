using System.Text.Json.Nodes;
using IncidentBot.Tests.Infrastructure;
using Xunit;

namespace IncidentBot.Tests.Slack.Install;

public sealed class UninstalledTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Waiting = "select count(*) from outbox where sent_at is null and gave_up_at is null";

    private TwoWorkspaces _slacks = null!;

    private static JsonObject Uninstalled => new() { ["type"] = "app_uninstalled" };

    private JsonObject Revoked => new() { ["type"] = "tokens_revoked", ["tokens"] = new JsonObject { ["oauth"] = new JsonArray(), ["bot"] = new JsonArray(_slacks.Second.Workspace.BotUser.Id) } };

    public async ValueTask InitializeAsync()
    {
        _slacks = await TwoWorkspaces.CreateAsync(postgres);
        await _slacks.InstallAsync();
    }

    public ValueTask DisposeAsync() => _slacks.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Keeps_the_incidents_and_says_why_it_is_mute_in_whatever_order_Slack_tells_of_it(bool isRevokedFirst)
    {
        var home = await _slacks.StartIncidentAsync("P1 Then they removed the app");
        await EventuallyCountsAsync(0, Waiting);
        _slacks.OAuth.Uninstall(_slacks.Second);
        var events = isRevokedFirst ? new[] { Revoked, Uninstalled, Revoked, Uninstalled } : [Uninstalled, Revoked, Uninstalled, Revoked];

        var statuses = new List<int>();
        foreach (var told in events)
            statuses.Add(await _slacks.PostAsync(_slacks.Envelope(told)));
        await _slacks.Second.Person("Barbara Liskov").CommandsAsync(home, "/incident", "severity P0");

        Assert.All(statuses, status => Assert.Equal(200, status));
        await EventuallyCountsAsync(1, "select count(*) from slack_installations where revoked_at is not null");
        await EventuallyCountsAsync(1, "select least(count(*), 1) from outbox where last_error = 'app_uninstalled' and gave_up_at is null and sent_at is null");
        Assert.Equal(1, await CountAsync("select count(*) from incidents where severity = 'P0'"));
    }

    [Fact]
    public async Task Goes_on_after_it_was_installed_again()
    {
        var home = await _slacks.StartIncidentAsync("P1 Removed by mistake");
        await EventuallyCountsAsync(0, Waiting);
        _slacks.OAuth.Uninstall(_slacks.Second);
        await _slacks.PostAsync(_slacks.Envelope(Uninstalled));
        await _slacks.Second.Person("Barbara Liskov").CommandsAsync(home, "/incident", "rename Mended again");
        await EventuallyCountsAsync(1, "select least(count(*), 1) from outbox where last_error = 'app_uninstalled'");

        await _slacks.InstallAsync();
        _slacks.Clock.MoveTo(_slacks.Clock.GetUtcNow().AddMinutes(6));

        await Eventually.TrueAsync(() => home.Pinned!.Text.Contains("Mended again", StringComparison.Ordinal), "the card is brought up to date", SlackWorld.Cancel);
    }

    [Fact]
    public async Task Leaves_an_installation_alone_that_is_newer_than_the_news()
    {
        var late = new[] { _slacks.Envelope(Uninstalled), _slacks.Envelope(Revoked) };
        _slacks.Clock.MoveTo(_slacks.Clock.GetUtcNow().AddMinutes(1));
        await _slacks.InstallAsync();

        foreach (var envelope in late)
            Assert.Equal(200, await _slacks.PostAsync(envelope));

        Assert.True(_slacks.Known()!.IsActive, "the new installation is in use");
        Assert.Equal(0, await CountAsync("select count(*) from slack_installations where revoked_at is not null"));
        Assert.NotNull(await _slacks.StartIncidentAsync("P2 Still here"));
    }

    [Fact]
    public async Task Does_not_mind_when_a_persons_own_token_is_taken_away()
    {
        var told = new JsonObject { ["type"] = "tokens_revoked", ["tokens"] = new JsonObject { ["oauth"] = new JsonArray("U01"), ["bot"] = new JsonArray() } };

        Assert.Equal(200, await _slacks.PostAsync(_slacks.Envelope(told)));

        Assert.True(_slacks.Known()!.IsActive, "the bot's token is still good");
    }

    private Task<long> CountAsync(string sql) => Rows.CountAsync(_slacks.World.Database, sql);

    private Task EventuallyCountsAsync(long expected, string sql) => Eventually.GetAsync(async () =>
        await CountAsync(sql) == expected ? true : throw new TimeoutException($"Never {expected}: {sql}"), SlackWorld.Cancel);
}
