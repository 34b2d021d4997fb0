using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace IncidentBot.Tests.Web;

public sealed class IncidentFilesTests(PostgresFixture postgres)
{
    private const string Root = "/incidents/INC-2024-0115-1430";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("/incidents.json")]
    [InlineData(Root)]
    [InlineData(Root + "/postmortem.md")]
    [InlineData(Root + "/postmortem.json")]
    [InlineData(Root + "/log.jsonl")]
    [InlineData("/incidents/INC-2024-0115-1431/log.jsonl")]
    [InlineData("/hangfire")]
    public async Task Without_the_token_nobody_sees_anything(string path)
    {
        await using var bot = await StartAsync();

        foreach (var token in new[] { null, "", "let-me-out" })
        {
            var answer = await bot.GetAsync(path, token);

            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Empty(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [InlineData(Root + "/postmortem.md", "text/markdown; charset=utf-8")]
    [InlineData(Root + "/postmortem.md?form=finished", "text/markdown; charset=utf-8")]
    [InlineData(Root + "/postmortem-with-evidence.md", "text/markdown; charset=utf-8")]
    [InlineData(Root + "/postmortem.json", "application/json; charset=utf-8")]
    [InlineData(Root + "/log.jsonl", "application/x-ndjson")]
    public async Task Has_the_right_type_and_is_not_sent_twice_to_who_has_it(string path, string type)
    {
        await using var bot = await StartAsync();

        var first = await bot.GetAsync(path);
        var again = await bot.GetAsync(path, ifNoneMatch: $"\"other\", {first.Headers.ETag}");
        await bot.TypeAsync("note 14:31 Something else happened");
        var changed = await bot.GetAsync(path, ifNoneMatch: first.Headers.ETag!.ToString());

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(type, first.Content.Headers.ContentType!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(first.Headers.ETag, changed.Headers.ETag);
    }

    [Fact]
    public async Task A_footnote_says_who_said_it_and_when()
    {
        await using var bot = await StartAsync();
        await bot.TypeAsync("cause An unbounded query");

        var text = await (await bot.GetAsync(Root + "/postmortem-with-evidence.md")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        var number = Regex.Match(text, @"An unbounded query \[\^(\d+)\]").Groups[1].Value;
        Assert.Matches($@"\[\^{number}\]: Words of (Ada[^,]*), [0-9 :-]+ UTC; [0-9 :-]+ UTC, \1", text);
    }

    [Fact]
    public async Task A_plain_message_makes_a_new_log()
    {
        await using var bot = await StartAsync();
        var before = await bot.GetAsync(Root + "/log.jsonl");

        await bot.WriteAsync("Anybody else seeing this?");

        var after = await bot.GetAsync(Root + "/log.jsonl", ifNoneMatch: before.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.Contains("Anybody else seeing this?", await after.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/incidents/INC-2024-0115-1431")]
    [InlineData("/incidents/INC-2024-0115-1431/postmortem.md")]
    [InlineData("/incidents/INC-2024-0115-1431/postmortem.json")]
    [InlineData("/incidents/INC-2024-0115-1431/log.jsonl")]
    [InlineData("/incidents/etc%2Fpasswd/postmortem.md")]
    [InlineData("/incidents/anything/log.jsonl")]
    public async Task An_incident_that_is_not_there_is_not_found(string path)
    {
        await using var bot = await StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await bot.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Says_which_forms_there_are()
    {
        await using var bot = await StartAsync();

        var answer = await bot.GetAsync(Root + "/postmortem.md?form=final");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("form is draft or finished.\n", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Lists_the_newest_incident_first()
    {
        await using var bot = await StartAsync();
        await bot.TypeAsync("resolve");
        await bot.TypeAsync("close --anyway it is a test");
        _clock.Advance(TimeSpan.FromHours(1));
        await bot.TypeAsync("start P2 Search is slow --here");

        var answer = await bot.GetAsync("/incidents.json");
        using var list = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(
            ["INC-2024-0115-1530 P2 Investigating", "INC-2024-0115-1430 P1 Closed"],
            list.RootElement.EnumerateArray().Select(line => $"{line.GetProperty("id")} {line.GetProperty("severity")} {line.GetProperty("status")}"));
    }

    [Fact]
    public async Task Every_line_of_the_log_is_an_event_of_the_incident()
    {
        await using var bot = await StartAsync();
        await bot.WriteAsync("first line\nsecond | line \u2028 <b>&amp; “quoted” 👩‍🚒");

        var log = await (await bot.GetAsync(Root + "/log.jsonl")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.EndsWith("}\n", log, StringComparison.Ordinal);
        var lines = log.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.All(lines, line => Assert.Equal("INC-2024-0115-1430", line.GetProperty("incident").GetString()));
        Assert.Equal(["command", "declared", "home", "message"], lines.Select(line => line.GetProperty("detail").GetProperty("kind").GetString()));
        Assert.Equal("first line\nsecond | line \u2028 <b>&amp; “quoted” 👩‍🚒", lines[^1].GetProperty("detail").GetProperty("text").GetString());
        Assert.Equal("Exact", lines[^1].GetProperty("occurredAt").GetProperty("precision").GetString());
    }

    [Fact]
    public async Task The_model_says_on_which_events_a_line_rests_and_what_is_missing()
    {
        await using var bot = await StartAsync();
        await bot.TypeAsync("cause An unbounded query");

        using var model = JsonDocument.Parse(await (await bot.GetAsync(Root + "/postmortem.json")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        var cause = model.RootElement.GetProperty("document").GetProperty("sections").EnumerateArray()
            .SelectMany(section => section.GetProperty("slots").EnumerateArray())
            .Select(slot => slot.GetProperty("content").TryGetProperty("text", out var text) ? text : default)
            .Single(line => line.ValueKind == JsonValueKind.Object && line.GetProperty("text").GetString() == "An unbounded query");
        Assert.Equal(model.RootElement.GetProperty("version").GetInt64(), Assert.Single(cause.GetProperty("evidence").EnumerateArray()).GetInt64());
        Assert.Equal("INC-2024-0115-1430", model.RootElement.GetProperty("id").GetString());
        Assert.Contains(
            model.RootElement.GetProperty("completeness").GetProperty("missing").EnumerateArray(),
            part => part.GetProperty("command").GetString()!.StartsWith("summary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_lets_nothing_in_that_was_typed()
    {
        await using var bot = await StartAsync("start P1 <script>alert(1)</script> & \"more\" --here");

        var answer = await bot.GetAsync(Root);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.DoesNotContain("<script>", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Root)]
    [InlineData("/page.css")]
    [InlineData("/health/live")]
    [InlineData("/nowhere")]
    public async Task Every_answer_is_hardened_and_names_no_server(string path)
    {
        await using var bot = await StartAsync();

        var answer = await bot.GetAsync(path);

        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task A_request_body_over_a_megabyte_is_refused()
    {
        await using var bot = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hangfire/recurring/trigger");
        request.Headers.Add("Authorization", $"Bearer {RunningBot.Token}");
        request.Content = new StringContent(new string('x', 1024 * 1024 + 1), Encoding.ASCII, "application/x-www-form-urlencoded");

        var answer = await bot.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task The_dashboard_of_the_jobs_is_in_English()
    {
        await using var bot = await StartAsync();

        var page = await (await bot.GetAsync("/hangfire")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("<html lang=\"en\"", page, StringComparison.Ordinal);
    }

    private async Task<RunningBot> StartAsync(string command = "start P1 Payments down --here")
    {
        var bot = await RunningBot.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        await bot.TypeAsync(command);
        return bot;
    }
}
