using System.Net;
using IncidentBot.Slack;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace IncidentBot.Tests.Slack.Install;

public sealed class InstallingTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TwoWorkspaces _slacks = null!;

    public async ValueTask InitializeAsync() => _slacks = await TwoWorkspaces.CreateAsync(postgres);

    public ValueTask DisposeAsync() => _slacks.DisposeAsync();

    [Fact]
    public async Task Sends_the_browser_to_Slack_with_all_that_the_bot_asks_for()
    {
        using var browser = new InstallingBrowser(_slacks.World.Bot);

        var authorize = await browser.BeginAsync();

        var asked = QueryHelpers.ParseQuery(authorize.Query);
        Assert.Equal("https://slack.com/oauth/v2/authorize", authorize.GetLeftPart(UriPartial.Path));
        Assert.Equal(FakeOAuth.ClientId, asked["client_id"]);
        Assert.Equal("https://incidents.example.com/slack/oauth_redirect", asked["redirect_uri"]);
        Assert.Equal(SlackScopes.All.Select(scope => scope.Name), asked["scope"].ToString().Split(','));
        Assert.True(asked["state"].ToString().Length >= 43, "a state of 32 random bytes");
    }

    [Fact]
    public async Task Gives_each_browser_a_state_of_its_own_in_a_cookie_that_no_script_reads()
    {
        using var browser = new InstallingBrowser(_slacks.World.Bot);

        var states = new[] { await browser.BeginAsync(), await browser.BeginAsync() }.Select(InstallingBrowser.StateIn).ToList();

        var flags = browser.CookieAsSet.ToLowerInvariant().Split("; ");
        Assert.NotEqual(states[0], states[1]);
        Assert.DoesNotContain(states[1], browser.CookieAsSet, StringComparison.Ordinal);
        Assert.Superset(new HashSet<string> { "httponly", "secure", "samesite=lax", "path=/slack", "max-age=600" }, flags.ToHashSet());
    }

    [Fact]
    public async Task Connects_a_workspace_that_says_yes_and_shows_no_secret()
    {
        using var browser = new InstallingBrowser(_slacks.World.Bot);

        using var response = await browser.InstallAsync(_slacks.OAuth, _slacks.Second);

        var page = await response.Content.ReadAsStringAsync(SlackWorld.Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("Acme &lt;Rockets&gt; &amp; Co is connected", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.DoesNotContain("xoxb", page, StringComparison.Ordinal);
        Assert.DoesNotContain("was not allowed", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stores_no_token_in_clear()
    {
        _slacks.OAuth.Rotates = true;

        await _slacks.InstallAsync();

        var secrets = _slacks.OAuth.Secrets.Where(secret => secret != FakeSlack.BotToken).ToList();
        Assert.Equal(2, secrets.Count);
        Assert.Equal(1, await Rows.CountAsync(_slacks.World.Database, "select count(*) from slack_installations where refresh_token is not null"));
        foreach (var secret in secrets)
            Assert.Equal(0, await Rows.CountAsync(_slacks.World.Database, "select count(*) from slack_installations i where strpos(i::text, $1) > 0", secret));
    }

    [Fact]
    public async Task Runs_the_second_workspaces_incident_with_its_own_token_in_its_own_channels()
    {
        await _slacks.InstallAsync();

        var home = await _slacks.StartIncidentAsync("P1 Rockets do not start");

        Assert.Contains(home.BotPosts, post => post.Text.Contains("Rockets do not start", StringComparison.Ordinal));
        Assert.Null(_slacks.World.Slack.Workspace.Channels.FirstOrDefault(channel => channel.Name.StartsWith("inc-", StringComparison.Ordinal)));
        var first = await _slacks.World.StartIncidentAsync("P2 In the first workspace");
        Assert.DoesNotContain(_slacks.Second.Workspace.Channels, channel => channel.Name.StartsWith(first.Id.ToLowerInvariant(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Works_at_once_on_a_replica_that_took_no_part_in_the_installation()
    {
        await using var replica = await _slacks.StartReplicaAsync();
        await _slacks.InstallAsync();
        _slacks.Second.Inbox.Bot = replica.Address;

        var home = await _slacks.StartIncidentAsync("P1 Heard elsewhere");

        Assert.NotNull(home.Pinned);
    }

    [Fact]
    public async Task Starts_nothing_in_a_workspace_that_has_not_installed_it()
    {
        await Eventually.TrueAsync(() => _slacks.Known() is null, "Slack has said whose the settings' token is", SlackWorld.Cancel);

        var answer = await _slacks.Second.Person("Barbara Liskov").CommandsAsync(_slacks.Second.NewChannel("second-room"), "/incident", "start P1 Where am I");

        Assert.Contains("not installed in this workspace", answer.Text, StringComparison.Ordinal);
        Assert.Equal(0, await Rows.CountAsync(_slacks.World.Database, "select count(*) from incidents"));
    }

    [Fact]
    public async Task Refuses_an_answer_that_comes_a_second_time()
    {
        using var browser = new InstallingBrowser(_slacks.World.Bot);
        var authorize = await browser.BeginAsync();
        using var first = await browser.ComeBackAsync(authorize, "code=" + _slacks.OAuth.Approve(_slacks.Second, authorize));

        using var again = await browser.ComeBackAsync(authorize, "code=" + _slacks.OAuth.Approve(_slacks.Second, authorize));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (first.StatusCode, again.StatusCode));
        Assert.Single(Exchanges());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("slack_install=forged")]
    public async Task Refuses_an_answer_without_the_cookie_that_belongs_to_it(string? cookie)
    {
        using var browser = new InstallingBrowser(_slacks.World.Bot);
        var authorize = await browser.BeginAsync();
        browser.Cookie = cookie;

        using var response = await browser.ComeBackAsync(authorize, "code=" + _slacks.OAuth.Approve(_slacks.Second, authorize));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(Exchanges());
    }

    [Fact]
    public async Task Refuses_an_answer_in_somebody_elses_browser()
    {
        using var attacker = new InstallingBrowser(_slacks.World.Bot);
        using var victim = new InstallingBrowser(_slacks.World.Bot);
        var authorize = await attacker.BeginAsync();
        await victim.BeginAsync();

        using var response = await victim.ComeBackAsync(authorize, "code=" + _slacks.OAuth.Approve(_slacks.Second, authorize));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(Exchanges());
    }

    [Theory]
    [InlineData(9, HttpStatusCode.OK)]
    [InlineData(11, HttpStatusCode.BadRequest)]
    public async Task Waits_ten_minutes_for_an_answer(int minutes, HttpStatusCode expected)
    {
        using var browser = new InstallingBrowser(_slacks.World.Bot);
        var authorize = await browser.BeginAsync();
        _slacks.Clock.MoveTo(_slacks.Clock.GetUtcNow().AddMinutes(minutes));

        using var response = await browser.ComeBackAsync(authorize, "code=" + _slacks.OAuth.Approve(_slacks.Second, authorize));

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Takes_a_no_kindly()
    {
        using var browser = new InstallingBrowser(_slacks.World.Bot);
        var authorize = await browser.BeginAsync();

        using var response = await browser.ComeBackAsync(authorize, "error=access_denied");

        var page = await response.Content.ReadAsStringAsync(SlackWorld.Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("Nothing was installed", page, StringComparison.Ordinal);
        Assert.Contains("https://incidents.example.com/slack/install", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_to_do_when_Slack_refuses_the_code()
    {
        using var browser = new InstallingBrowser(_slacks.World.Bot);
        var authorize = await browser.BeginAsync();

        using var response = await browser.ComeBackAsync(authorize, "code=never-given-out");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("invalid_code", await response.Content.ReadAsStringAsync(SlackWorld.Cancel), StringComparison.Ordinal);
        Assert.Null(_slacks.Known());
    }

    [Fact]
    public async Task Shows_nothing_that_an_address_smuggles_in()
    {
        using var browser = new InstallingBrowser(_slacks.World.Bot);
        var authorize = await browser.BeginAsync();

        using var response = await browser.ComeBackAsync(authorize, "error=" + Uri.EscapeDataString("<script>alert(1)</script>"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.DoesNotContain("alert", await response.Content.ReadAsStringAsync(SlackWorld.Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_the_bot_will_do_without_where_less_was_granted()
    {
        using var browser = new InstallingBrowser(_slacks.World.Bot);
        var authorize = await browser.BeginAsync();
        var code = _slacks.OAuth.Approve(_slacks.Second, authorize);
        _slacks.Second.Scopes.Remove("canvases:write");

        using var response = await browser.ComeBackAsync(authorize, "code=" + code);

        Assert.Contains("was not allowed to keep the document in a canvas", await response.Content.ReadAsStringAsync(SlackWorld.Cancel), StringComparison.Ordinal);
    }

    private IEnumerable<LoggedCall> Exchanges() => _slacks.World.Slack.CallsOf("oauth.v2.access");
}
