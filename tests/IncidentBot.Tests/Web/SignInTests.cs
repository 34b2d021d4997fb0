using System.Net;
using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;

namespace IncidentBot.Tests.Web;

public sealed class SignInTests(PostgresFixture postgres)
{
    private const string Page = "/incidents/INC-2024-0115-1430";

    private static readonly Person Grace = new("test:grace", "Grace <b>Hopper</b>");

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_link_from_the_chat_signs_in_whoever_presses_the_button_and_works_once()
    {
        await using var bot = await StartAsync();
        using var browser = new Browser(bot);
        var link = await browser.LinkForAsync(Grace);

        var page = await browser.ShowAsync(link);
        await browser.ShowAsync(link);
        var signedIn = await browser.PressAsync(page, link);

        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.Equal("/incidents", signedIn.Headers.Location!.ToString());
        Assert.Contains("Signed in as <strong>Grace &lt;b&gt;Hopper&lt;/b&gt;</strong>", await browser.ShowAsync(Page), StringComparison.Ordinal);

        using var thief = new Browser(bot);
        var other = await thief.LinkForAsync(RunningBot.Ada);
        Assert.Equal(HttpStatusCode.NotFound, await thief.StatusOfAsync(link));
        Assert.Equal(HttpStatusCode.NotFound, (await thief.PostAsync(link, [.. Browser.FieldsOf(await thief.ShowAsync(other), other)])).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await thief.StatusOfAsync(Page));
    }

    [Fact]
    public async Task Typed_in_an_incidents_home_the_link_leads_to_its_page()
    {
        await using var bot = await StartAsync();
        using var browser = new Browser(bot);
        var reply = await bot.TypeAsync("web");
        var link = new Uri(reply!.Text.Parts.OfType<Linked>().First().Url).PathAndQuery;

        var signedIn = await browser.PressAsync(await browser.ShowAsync(link), link);

        Assert.Equal(Page, signedIn.Headers.Location!.ToString());
    }

    [Fact]
    public async Task After_ten_minutes_a_link_is_worth_nothing()
    {
        await using var bot = await StartAsync();
        using var browser = new Browser(bot);
        var link = await browser.LinkForAsync(Grace);
        var page = await browser.ShowAsync(link);

        _clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(HttpStatusCode.NotFound, (await browser.PressAsync(page, link)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await browser.StatusOfAsync(link));
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusOfAsync(Page));
    }

    [Theory]
    [InlineData("/sign-in/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/sign-in/x")]
    [InlineData("/sign-in/%00")]
    public async Task A_guessed_link_is_worth_nothing(string guess)
    {
        await using var bot = await StartAsync();
        using var browser = new Browser(bot);
        var link = await browser.LinkForAsync(Grace);
        var fields = Browser.FieldsOf(await browser.ShowAsync(link), link).ToArray();

        var answer = await browser.PostAsync(guess, fields);

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.BadRequest });
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusOfAsync(Page));
    }

    [Fact]
    public async Task Another_sites_form_signs_nobody_in_and_uses_up_no_link()
    {
        await using var bot = await StartAsync();
        using var browser = new Browser(bot);
        var link = await browser.LinkForAsync(Grace);

        var forged = await browser.PostAsync(link);

        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusOfAsync(Page));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PressAsync(await browser.ShowAsync(link), link)).StatusCode);
    }

    [Fact]
    public async Task Neither_links_nor_sessions_can_be_read_in_the_database()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var bot = await StartAsync(database);
        using var browser = new Browser(bot);
        var link = await browser.LinkForAsync(Grace);
        await browser.PressAsync(await browser.ShowAsync(link), link);

        await using var connection = new NpgsqlConnection(database);
        var rows = await connection.QueryAsync<string>("""
            select sign_in_links::text from sign_in_links
             union all select web_sessions::text from web_sessions
             union all select outbox::text from outbox
             union all select timeline_events::text from timeline_events
            """);

        Assert.NotEmpty(rows);
        Assert.DoesNotContain(rows, row => row.Contains(link["/sign-in/".Length..], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_the_answer_would_be_written_down_first_the_link_comes_in_person_and_is_written_down_nowhere()
    {
        await using var bot = await StartAsync();

        await bot.TypeElsewhereAsync(Grace, "web", isAnsweredInPlace: false);

        await Eventually.TrueAsync(
            () => bot.Chat.SaidIn($"direct {Grace.Id}").Any(said => said.Contains("works once", StringComparison.Ordinal)), "Grace gets the link", TestContext.Current.CancellationToken);
        Assert.Empty(bot.Chat.SaidIn("elsewhere"));
        var payloads = await bot.Get<NpgsqlDataSource>().CreateConnection().QueryAsync<string>("select payload::text from outbox");
        Assert.DoesNotContain(payloads, payload => payload.Contains("/sign-in/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_session_ends_when_it_was_not_used_for_twelve_hours()
    {
        await using var bot = await StartAsync();
        using var browser = await Browser.SignedInAsync(bot, Grace);

        _clock.Advance(TimeSpan.FromHours(11));
        await browser.ShowAsync(Page);
        _clock.Advance(TimeSpan.FromHours(11));
        await browser.ShowAsync(Page);
        _clock.Advance(TimeSpan.FromHours(12));

        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusOfAsync(Page));
    }

    [Fact]
    public async Task A_session_ends_after_seven_days_however_much_it_is_used()
    {
        await using var bot = await StartAsync();
        using var browser = await Browser.SignedInAsync(bot, Grace);
        for (var hours = 0; hours < (7 * 24) - 6; hours += 6)
        {
            _clock.Advance(TimeSpan.FromHours(6));
            Assert.Equal(HttpStatusCode.OK, await browser.StatusOfAsync(Page));
        }

        _clock.Advance(TimeSpan.FromHours(6));

        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusOfAsync(Page));
    }

    [Fact]
    public async Task Signing_out_ends_the_session_also_for_who_has_copied_its_cookie()
    {
        await using var bot = await StartAsync();
        using var browser = await Browser.SignedInAsync(bot, Grace);
        using var thief = new Browser(bot);
        thief.Cookies.Add(browser.Address, browser.Cookies.GetCookies(browser.Address));
        Assert.Equal(HttpStatusCode.OK, await thief.StatusOfAsync(Page));

        await browser.PressAsync(await browser.ShowAsync(Page), "/sign-out");

        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusOfAsync(Page));
        Assert.Equal(HttpStatusCode.Unauthorized, await thief.StatusOfAsync(Page));
    }

    [Fact]
    public async Task Whose_account_is_deactivated_is_signed_out_for_good()
    {
        await using var bot = await StartAsync();
        using var browser = await Browser.SignedInAsync(bot, Grace);
        var names = bot.Get<NameStore>();
        var grace = new KnownName(Grace.Id, Grace.Name, null, _clock.GetUtcNow(), nameof(Standing.Deactivated));

        await names.SaveAsync(grace, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusOfAsync(Page));
        await names.SaveAsync(grace with { Standing = nameof(Standing.Member) }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusOfAsync(Page));
    }

    [Fact]
    public async Task Who_is_not_signed_in_reads_how_to_and_a_program_gets_the_bare_answer()
    {
        await using var bot = await StartAsync();
        using var browser = new Browser(bot);

        var page = await browser.GetAsync(Page);
        var bare = await bot.GetAsync(Page, token: null);

        Assert.Equal(HttpStatusCode.Unauthorized, page.StatusCode);
        var words = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("/incident web", words, StringComparison.Ordinal);
        Assert.DoesNotContain("organisation&#x27;s account", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Payments down", words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, bare.StatusCode);
        Assert.Equal("Bearer", bare.Headers.WwwAuthenticate.ToString());
    }

    [Theory]
    [InlineData("http://localhost:5080", "incidentbot=", false)]
    [InlineData("https://incidents.example.com", "__Host-incidentbot=", true)]
    public async Task The_cookie_is_for_this_host_and_no_script(string publicUrl, string name, bool isSecure)
    {
        await using var bot = await StartAsync(settings: new() { ["Web:PublicUrl"] = publicUrl });
        using var browser = new Browser(bot);
        var link = await browser.LinkForAsync(Grace);

        // Over plain http a secure cookie does not come back, so it is brought by hand.
        var shown = await browser.GetAsync(link);
        var form = shown.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        var fields = Browser.FieldsOf(await shown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), link);
        using var request = new HttpRequestMessage(HttpMethod.Post, link) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) };
        request.Headers.Add("Cookie", form);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = browser.Address };
        var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), one => one.StartsWith(name, StringComparison.Ordinal) && !one.StartsWith(name + ";", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/;", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(isSecure, cookie.Contains("secure", StringComparison.OrdinalIgnoreCase));
    }

    private async Task<RunningBot> StartAsync(string? database = null, Dictionary<string, string?>? settings = null)
    {
        var bot = await RunningBot.StartAsync(database ?? await postgres.CreateDatabaseAsync(), _clock, new RecordingPlatform(), settings);
        await bot.TypeAsync("start P1 Payments down --here");
        return bot;
    }
}
