using System.Text.RegularExpressions;
using IncidentBot.Incidents;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace IncidentBot.Tests.Web;

/// <summary>The lists and the trends over a handful of incidents, made once.</summary>
public sealed class ListsTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Hostile = "<script>alert(1)</script> \"'&| =1+1";

    private static readonly Person Grace = new("test:grace", "Grace Hopper");

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero));
    private RunningBot _bot = null!;
    private Browser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        _bot = await RunningBot.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        await SayAsync("a", "start P1 Payments down --here --service api,Web");
        _clock.Advance(TimeSpan.FromMinutes(5));
        await _bot.TypeElsewhereAsync(Grace, "claim commander", channel: "a");
        await SayAsync("a", "detect alerting after 3m");
        await SayAsync("a", "cause A perfectly unbounded query");
        await SayAsync("a", "action P0 Bound the query owner:\"DB Team\" by 2024-01-20");
        await SayAsync("a", "action P2 =HYPERLINK(\"http://evil\") by 2024-03-01");
        await SayAsync("a", "action P1 Write a runbook by none");
        await SayAsync("a", "action done AI-003");
        _clock.Advance(TimeSpan.FromMinutes(55));
        await SayAsync("a", "mitigate");
        _clock.Advance(TimeSpan.FromHours(1));
        await SayAsync("a", "resolve");
        _clock.Advance(TimeSpan.FromDays(20));
        await SayAsync("b", $"start P3 {Hostile} --here");
        await SayAsync("c", "start P1 A rehearsal --drill --here");
        _browser = await Browser.SignedInAsync(_bot, Grace);
        // What was written is found a moment later.
        await Eventually.GetAsync(
            async () => (await _browser.ShowAsync("/incidents?q=perfectly+unbounded")).Contains("INC-2024-0115-1430", StringComparison.Ordinal) ? true : throw new TimeoutException("It is not found."),
            TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _bot.DisposeAsync();
    }

    [Fact]
    public async Task The_list_of_incidents_is_filtered()
    {
        const string payments = "INC-2024-0115-1430", hostile = "INC-2024-0204-1630", drill = "INC-2024-0204-1630-2";

        foreach (var (query, expected) in new (string, string[])[]
        {
            ("", [hostile, drill, payments]),
            ("?show=open", [hostile, drill]),
            ("?severity=P3", [hostile]),
            ("?status=Resolved", [payments]),
            ("?service=WEB", [payments]),
            ("?from=2024-01-16", [hostile, drill]),
            ("?to=2024-01-15", [payments]),
            ("?from=2024-01-15&to=2024-01-15&severity=P1", [payments]),
            ("?mine=on", [payments]),
            ("?q=perfectly+unbounded", [payments]),
            ("?q=perfectly+unbounded&show=open", []),
            ("?q=nothing+like+this", []),
            ("?severity=7&status=%3Cb%3E&from=yesterday&page=-1&show=%00", [hostile, drill, payments]),
        })
        {
            var page = await _browser.ShowAsync("/incidents" + query);

            Assert.Equal(expected, Regex.Matches(page, "<a href=\"/incidents/(INC-[0-9-]+)\"").Select(found => found.Groups[1].Value));
        }
    }

    [Fact]
    public async Task An_incident_is_one_row_with_what_matters_of_it()
    {
        var page = await _browser.ShowAsync("/incidents?status=Resolved");

        var row = Regex.Replace(Regex.Match(page, "<tbody>(.*)</tbody>", RegexOptions.Singleline).Groups[1].Value, "<[^>]*>|\\s+", " ");
        Assert.Matches("Payments down .*INC-2024-0115-1430 .*P1 .*Resolved .*2024-01-15 14:30 UTC .*2 hours .*Grace Hopper .*\\d+ of \\d+ .*2", row);
    }

    [Fact]
    public async Task Action_items_are_filtered_and_sorted_by_their_due_date_and_say_in_words_that_they_are_overdue()
    {
        foreach (var (query, expected) in new (string, string[])[]
        {
            ("", ["AI-001", "AI-002"]),
            ("?show=Overdue", ["AI-001"]),
            ("?show=Done", ["AI-003"]),
            ("?show=All", ["AI-001", "AI-002", "AI-003"]),
            ("?owner=db+t", ["AI-001"]),
            ("?priority=P2", ["AI-002"]),
            ("?incident=INC-2024-0204-1630", []),
        })
        {
            var page = await _browser.ShowAsync("/actions" + query);

            Assert.Equal(expected, Regex.Matches(page, "<a href=\"/incidents/[^\"]*\">(AI-\\d+)</a>").Select(found => found.Groups[1].Value));
        }

        Assert.Contains("overdue by 15 days", await _browser.ShowAsync("/actions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_for_spreadsheets_holds_no_formula()
    {
        var answer = await _browser.GetAsync("/actions.csv?show=All");
        var csv = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains("\"AI-001\",\"P0\",\"Open\",\"2024-01-20\",\"yes\",\"DB Team\",\"Bound the query\"\r\n", csv, StringComparison.Ordinal);
        Assert.Contains(",\"'=HYPERLINK(", csv, StringComparison.Ordinal);
        Assert.DoesNotContain(",\"=", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trends_count_incidents_and_times_and_leave_drills_and_names_out()
    {
        var page = await _browser.ShowAsync("/trends?months=6");

        Assert.Contains("2 incidents you may see", page, StringComparison.Ordinal);
        Assert.Equal("Jan 2024 1 3 min 3 min", JanuaryIn(page, "time-detect"));
        Assert.Equal("Jan 2024 1 5 min 5 min", JanuaryIn(page, "time-acknowledge"));
        Assert.Equal("Jan 2024 1 1 h 00 1 h 00", JanuaryIn(page, "time-mitigate"));
        Assert.Equal("Jan 2024 1 2 h 00 2 h 00", JanuaryIn(page, "time-resolve"));
        Assert.Equal("up to a week 0 1 0 1", RowIn(page, "done", "up to a week"));
        Assert.Equal("up to a week 0 0 0 0", RowIn(page, "late", "up to a week"));
        Assert.DoesNotContain("Ada", page, StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count(page, "Grace"));

        static string JanuaryIn(string page, string id) => RowIn(page, id, "Jan 2024");

        static string RowIn(string page, string id, string name)
        {
            var part = page[page.IndexOf($"<h3 id=\"{id}\"", StringComparison.Ordinal)..];
            var row = Regex.Match(part, $"<tr>\\s*<th scope=\"row\">{name}</th>.*?</tr>", RegexOptions.Singleline).Value;
            return Regex.Replace(Regex.Replace(row, "<[^>]*>", " "), "\\s+", " ").Trim();
        }
    }

    [Theory]
    [InlineData("/incidents")]
    [InlineData("/incidents?q=%3Cscript%3Ealert(1)%3C/script%3E&service=%22%3E%3Cscript%3E")]
    [InlineData("/incidents/INC-2024-0204-1630")]
    [InlineData("/actions?show=All&owner=%22%3E%3Cscript%3E")]
    [InlineData("/trends?months=%3Cscript%3E")]
    public async Task What_people_typed_is_only_ever_text_and_no_page_holds_a_script_or_style(string path)
    {
        var page = await _browser.ShowAsync(path);

        Assert.DoesNotContain("<script>", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<style", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("<[^>]+ (style|on[a-z]+)=\"", page);
        Assert.All(Regex.Matches(page, "<script[^>]*>[^<]*"), script => Assert.Matches("^<script type=\"module\" src=\"/(page|incident)\\.js\\?v=[0-9a-f]{16}\">$", script.Value));
    }

    [Fact]
    public async Task Styles_and_scripts_are_kept_by_browsers_until_there_are_others()
    {
        var page = await _browser.ShowAsync("/incidents");

        foreach (var address in Regex.Matches(page, "\"(/page\\.(?:js|css)\\?v=[0-9a-f]+)\"").Select(found => found.Groups[1].Value))
        {
            Assert.Equal(TimeSpan.FromDays(365), (await _browser.GetAsync(address)).Headers.CacheControl!.MaxAge);
            Assert.Equal("no-cache", (await _browser.GetAsync(address[..^1])).Headers.CacheControl!.ToString());
        }
    }

    private Task SayAsync(string channel, string command) => _bot.TypeElsewhereAsync(RunningBot.Ada, command, channel: channel);
}
