using System.Net;
using IncidentBot.Incidents;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Web;
using IncidentBot.Web.SignIn;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace IncidentBot.Tests.Web;

public sealed class OidcTests(PostgresFixture postgres)
{
    private const string Page = "/incidents/INC-2040-0115-1430";

    private static readonly Person Grace = new("test:grace", "Grace Hopper");

    // Later than any real clock, so that a browser keeps the handler's cookies.
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2040, 1, 15, 14, 30, 0, TimeSpan.Zero));

    [Fact]
    public async Task Whoever_the_provider_vouches_for_is_signed_in_and_comes_back_where_they_were()
    {
        await using var provider = await FakeIdentityProvider.StartAsync(_clock);
        await using var bot = await StartAsync(provider);
        using var browser = new Browser(bot);

        var answer = await SignInAsync(browser, provider);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(Page, answer.Headers.Location!.ToString());
        Assert.Contains("Signed in as <strong>Ada at work</strong>", await browser.ShowAsync(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_a_link_from_the_chat_was_opened_the_account_is_that_person()
    {
        await using var provider = await FakeIdentityProvider.StartAsync(_clock);
        await using var bot = await StartAsync(provider);
        using var browser = new Browser(bot);
        await SignInAsync(browser, provider);
        var link = await browser.LinkForAsync(Grace);
        var page = await browser.ShowAsync(link);
        await browser.PressAsync(page, link);
        await browser.PressAsync(await browser.ShowAsync(Page), "/sign-out");

        await SignInAsync(browser, provider);
        using var other = new Browser(bot);
        provider.Subject = "43";
        await SignInAsync(other, provider);

        Assert.Contains("From now on that account signs in as Grace Hopper", page, StringComparison.Ordinal);
        Assert.Contains("Signed in as <strong>Grace Hopper</strong>", await browser.ShowAsync(Page), StringComparison.Ordinal);
        Assert.Contains("Signed in as <strong>Ada at work</strong>", await other.ShowAsync(Page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonce", "another")]
    [InlineData("aud", "another")]
    [InlineData("iss", "https://another.example.com")]
    [InlineData("sub", "")]
    [InlineData("exp", 1_000_000_000L)]
    public async Task A_token_that_is_not_for_us_now_signs_nobody_in(string claim, object value)
    {
        await using var provider = await FakeIdentityProvider.StartAsync(_clock);
        await using var bot = await StartAsync(provider);
        using var browser = new Browser(bot);
        provider.Lie = claims =>
        {
            claims[claim] = value;
            if (claim == "exp")
                claims["nbf"] = claims["iat"] = 900_000_000L;
        };

        await AssertRefusedAsync(browser, await SignInAsync(browser, provider));
    }

    [Fact]
    public async Task A_token_with_another_signature_signs_nobody_in()
    {
        await using var provider = await FakeIdentityProvider.StartAsync(_clock);
        await using var bot = await StartAsync(provider);
        using var browser = new Browser(bot);
        provider.SignsWithAnotherKey = true;

        await AssertRefusedAsync(browser, await SignInAsync(browser, provider));
    }

    [Fact]
    public async Task An_answer_that_another_browser_asked_for_signs_nobody_in()
    {
        await using var provider = await FakeIdentityProvider.StartAsync(_clock);
        await using var bot = await StartAsync(provider);
        using var browser = new Browser(bot);
        using var other = new Browser(bot);
        var page = await LeaveAsync(other);

        await AssertRefusedAsync(browser, await browser.GetAsync(new Uri(provider.Authorize(page)).PathAndQuery));
        await AssertRefusedAsync(other, await other.GetAsync(new Uri(provider.Authorize(page)).PathAndQuery.Replace("state=", "state=x", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("https://login.example.com", "", "x", "Web:Oidc:ClientId")]
    [InlineData("https://login.example.com", "x", "", "Web:Oidc:ClientSecret")]
    [InlineData("", "x", "x", "Web:Oidc:Authority")]
    [InlineData("http://login.example.com", "x", "x", "Web:Oidc:Authority")]
    [InlineData("login", "x", "x", "Web:Oidc:Authority")]
    public void Half_a_provider_is_told_with_the_name_of_the_setting(string authority, string id, string secret, string named)
    {
        var options = new WebOptions { Oidc = new OidcOptions { Authority = authority, ClientId = id, ClientSecret = secret } };

        var answer = new OidcOptionsCheck().Validate(null, options);

        Assert.StartsWith(named, Assert.Single(answer.Failures!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bot_does_not_start_with_half_a_provider()
    {
        var database = await postgres.CreateDatabaseAsync();

        await Assert.ThrowsAsync<OptionsValidationException>(() =>
            RunningBot.StartAsync(database, _clock, new RecordingPlatform(), new Dictionary<string, string?> { ["Web:Oidc:Authority"] = "https://login.example.com" }));
    }

    private async Task<RunningBot> StartAsync(FakeIdentityProvider provider)
    {
        var bot = await RunningBot.StartAsync(await postgres.CreateDatabaseAsync(), _clock, new RecordingPlatform(), new Dictionary<string, string?>
        {
            ["Web:Oidc:Authority"] = provider.Address,
            ["Web:Oidc:ClientId"] = FakeIdentityProvider.ClientId,
            ["Web:Oidc:ClientSecret"] = FakeIdentityProvider.ClientSecret,
        });
        await bot.TypeAsync("start P1 Payments down --here");
        return bot;
    }

    /// <summary>Presses the button of the page that asks one to sign in.</summary>
    /// <returns>The provider's page.</returns>
    private static async Task<Uri> LeaveAsync(Browser browser)
    {
        var asked = await browser.GetAsync(Page);
        var left = await browser.PressAsync(await asked.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), "/sign-in");
        Assert.Equal(HttpStatusCode.Redirect, left.StatusCode);
        Assert.Contains("redirect_uri=http%3A%2F%2Flocalhost%3A5080%2Fsignin-oidc", left.Headers.Location!.Query, StringComparison.Ordinal);
        return left.Headers.Location!;
    }

    private static async Task<HttpResponseMessage> SignInAsync(Browser browser, FakeIdentityProvider provider) =>
        await browser.GetAsync(new Uri(provider.Authorize(await LeaveAsync(browser))).PathAndQuery);

    private static async Task AssertRefusedAsync(Browser browser, HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Signing in did not work", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusOfAsync(Page));
    }
}
