using System.Net;
using System.Text.Json;
using IncidentBot.Incidents;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace IncidentBot.Tests.Web;

/// <summary>What is done on a page goes the way of a command.</summary>
public sealed class ActingTests(PostgresFixture postgres)
{
    private const string Root = "/incidents/INC-2024-0115-1430";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_button_does_what_the_command_does_and_the_page_says_so()
    {
        await using var bot = await StartAsync();
        using var browser = await Browser.SignedInAsync(bot, RunningBot.Ada);

        var answer = await browser.PressAsync(await browser.ShowAsync("/actions?priority=P1"), $"{Root}/act", ("command", "action done AI-001"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/actions?priority=P1", answer.Headers.Location!.ToString());
        var after = await browser.ShowAsync("/actions?priority=P1");
        Assert.Contains("role=\"status\">AI-001 <strong>Done</strong>: Add &lt;i&gt;an&lt;/i&gt; alert</div>", after, StringComparison.Ordinal);
        Assert.DoesNotContain("role=\"status\"", await browser.ShowAsync("/actions"), StringComparison.Ordinal);
        Assert.Contains("Reopen", await browser.ShowAsync("/actions?show=Done"), StringComparison.Ordinal);

        var log = await LogAsync(bot);
        Assert.Contains(log, line => line.GetProperty("detail").GetProperty("kind").GetString() == "command"
            && line.GetProperty("detail").GetProperty("text").GetString() == "action done AI-001"
            && line.GetProperty("by").GetProperty("id").GetString() == RunningBot.Ada.Id);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_is_recorded_once()
    {
        await using var bot = await StartAsync();
        using var browser = await Browser.SignedInAsync(bot, RunningBot.Ada);
        var fields = Browser.FieldsOf(await browser.ShowAsync("/actions"), $"{Root}/act").Append(("command", "note 14:25 The alert fired")).ToArray();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => browser.PostAsync($"{Root}/act", fields)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        Assert.Single(await LogAsync(bot), line => line.GetProperty("detail").GetProperty("kind").GetString() == "note");
    }

    [Fact]
    public async Task A_refusal_is_shown_and_nothing_is_done()
    {
        await using var bot = await StartAsync();
        using var browser = await Browser.SignedInAsync(bot, RunningBot.Ada);
        var before = (await LogAsync(bot)).Count;

        await browser.PressAsync(await browser.ShowAsync("/actions"), $"{Root}/act", ("command", "severity <script>"));

        var page = await browser.ShowAsync("/actions");
        Assert.Contains("said refused", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.Equal(before, (await LogAsync(bot)).Count);
    }

    [Fact]
    public async Task Without_the_token_of_our_page_nothing_is_done()
    {
        await using var bot = await StartAsync();
        using var browser = await Browser.SignedInAsync(bot, RunningBot.Ada);
        var fields = Browser.FieldsOf(await browser.ShowAsync("/actions"), $"{Root}/act").Append(("command", "action done AI-001")).ToList();

        var without = await browser.PostAsync($"{Root}/act", [.. fields.Where(field => !field.Item1.StartsWith("__", StringComparison.Ordinal))]);
        using var other = await Browser.SignedInAsync(bot, new Person("test:grace", "Grace"));
        var withAnothers = await other.PostAsync($"{Root}/act", [.. fields]);

        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, withAnothers.StatusCode);
        Assert.DoesNotContain(await LogAsync(bot), line => line.GetProperty("detail").GetProperty("kind").GetString() == "action-item-status");
    }

    [Fact]
    public async Task The_operators_token_reads_and_does_nothing()
    {
        await using var bot = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Root}/act");
        request.Headers.Add("Authorization", $"Bearer {RunningBot.Token}");
        request.Content = new FormUrlEncodedContent([KeyValuePair.Create("command", "resolve"), KeyValuePair.Create("once", "1")]);

        var answer = await bot.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain("/act\"", await (await bot.GetAsync("/actions")).Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bare_times_are_in_the_readers_zone()
    {
        await using var bot = await StartAsync();
        using var browser = await Browser.SignedInAsync(bot, RunningBot.Ada);
        browser.Cookies.Add(browser.Address, new Cookie("zone", Uri.EscapeDataString("Asia/Kolkata"), "/"));

        await browser.PressAsync(await browser.ShowAsync("/actions"), $"{Root}/act", ("command", "note 19:55 The alert fired"));

        var note = Assert.Single(await LogAsync(bot), line => line.GetProperty("detail").GetProperty("kind").GetString() == "note");
        Assert.StartsWith("2024-01-15T14:25:00", note.GetProperty("occurredAt").GetProperty("at").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_the_chat_can_be_filled_in_on_a_page_too()
    {
        await using var bot = await StartAsync();
        using var browser = await Browser.SignedInAsync(bot, RunningBot.Ada);
        var fields = Browser.FieldsOf(await browser.ShowAsync("/actions"), $"{Root}/act").ToList();

        await browser.PostAsync($"{Root}/act", [.. fields, ("verb", "action"), ("field.text", "Write\r\na runbook"), ("field.owner", $"<@{RunningBot.Ada.Id}>"), ("field.due", "2024-02-01")]);

        var csv = await browser.ShowAsync("/actions.csv");
        Assert.Contains("\"2024-02-01\",\"no\",\"Ada Lovelace\",\"Write", csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example.com/")]
    [InlineData("//evil.example.com/")]
    [InlineData("/\\evil.example.com/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task One_comes_back_to_a_page_of_ours_only(string back)
    {
        await using var bot = await StartAsync();
        using var browser = await Browser.SignedInAsync(bot, RunningBot.Ada);
        var fields = Browser.FieldsOf(await browser.ShowAsync("/actions"), $"{Root}/act").Where(field => field.Name != "return");

        var answer = await browser.PostAsync($"{Root}/act", [.. fields, ("return", back), ("command", "show")]);

        Assert.Equal(Root, answer.Headers.Location!.ToString());
    }

    private async Task<RunningBot> StartAsync()
    {
        var bot = await RunningBot.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        await bot.TypeAsync("start P1 Payments down --here");
        await bot.TypeAsync("action P1 Add <i>an</i> alert by 2024-01-20");
        return bot;
    }

    private static async Task<List<JsonElement>> LogAsync(RunningBot bot)
    {
        var log = await (await bot.GetAsync($"{Root}/log.jsonl")).Content.ReadAsStringAsync(Cancel);
        return [.. log.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
