using System.Net;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace IncidentBot.Tests.Web;

/// <summary>A private incident is there for its own people alone, under every address; a guest sees only what is theirs.</summary>
public sealed class PrivateIncidentsTests(PostgresFixture postgres)
{
    private const string Public = "/incidents/INC-2024-0115-1430";
    private const string Private = "/incidents/INC-2024-0115-1430-2";

    private static readonly Person Grace = new("test:grace", "Grace Hopper");
    private static readonly Person Guest = new("test:guest", "Some Guest");

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero));

    public static TheoryData<string> OfAnIncident => ["", "/postmortem.md", "/postmortem.json", "/log.jsonl"];

    [Theory]
    [MemberData(nameof(OfAnIncident))]
    public async Task Others_are_answered_as_if_it_were_not_there(string path)
    {
        await using var bot = await StartAsync();
        using var ada = await Browser.SignedInAsync(bot, RunningBot.Ada);
        using var grace = await Browser.SignedInAsync(bot, Grace);

        var hidden = await grace.GetAsync(Private + path);
        var missing = await grace.GetAsync("/incidents/INC-2024-0115-1430-3" + path);

        Assert.Equal(HttpStatusCode.OK, await ada.StatusOfAsync(Private + path));
        Assert.Equal(HttpStatusCode.OK, await grace.StatusOfAsync(Public + path));
        Assert.Equal(HttpStatusCode.OK, (await bot.GetAsync(Private + path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Equal(await TextOfAsync(missing), await TextOfAsync(hidden));
    }

    [Theory]
    [InlineData("/incidents")]
    [InlineData("/incidents?q=Layoffs")]
    [InlineData("/incidents?q=severance")]
    [InlineData("/incidents.json")]
    [InlineData("/actions?show=All")]
    [InlineData("/actions?incident=INC-2024-0115-1430-2")]
    [InlineData("/actions.csv?show=All")]
    public async Task No_list_shows_it_to_others(string list)
    {
        await using var bot = await StartAsync();
        using var ada = await Browser.SignedInAsync(bot, RunningBot.Ada);
        using var grace = await Browser.SignedInAsync(bot, Grace);

        // What was written is found a moment later.
        await Eventually.GetAsync(
            async () => Listed(await ada.ShowAsync(list)).Contains("INC-2024-0115-1430-2", StringComparison.Ordinal) ? true : throw new TimeoutException("She is not shown it."),
            TestContext.Current.CancellationToken);
        Assert.DoesNotContain("INC-2024-0115-1430-2", Listed(await grace.ShowAsync(list)), StringComparison.Ordinal);
        Assert.Contains("INC-2024-0115-1430-2", Listed(await TextOfAsync(await bot.GetAsync(list))), StringComparison.Ordinal);

        // What was asked for stands in the fields of the page again.
        static string Listed(string page) => page.Contains("</form>", StringComparison.Ordinal) ? page[page.LastIndexOf("Reset</a>", StringComparison.Ordinal)..] : page;
    }

    [Fact]
    public async Task It_is_not_counted_for_others_either()
    {
        await using var bot = await StartAsync();
        using var ada = await Browser.SignedInAsync(bot, RunningBot.Ada);
        using var grace = await Browser.SignedInAsync(bot, Grace);

        Assert.Contains("2 incidents you may see", await ada.ShowAsync("/trends"), StringComparison.Ordinal);
        Assert.Contains("1 incident you may see", await grace.ShowAsync("/trends"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_acts_on_it()
    {
        await using var bot = await StartAsync();
        using var ada = await Browser.SignedInAsync(bot, RunningBot.Ada);
        using var grace = await Browser.SignedInAsync(bot, Grace);
        var fields = Browser.FieldsOf(await grace.ShowAsync("/actions?show=All"), $"{Public}/act").Append(("command", "action done AI-001")).ToArray();

        var answer = await grace.PostAsync($"{Private}/act", fields);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("INC-2024-0115-1430-2", await ada.ShowAsync("/actions?show=Open"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_gets_a_role_in_it_sees_it_from_then_on()
    {
        await using var bot = await StartAsync();
        using var grace = await Browser.SignedInAsync(bot, Grace);
        Assert.Equal(HttpStatusCode.NotFound, await grace.StatusOfAsync(Private));

        await bot.TypeElsewhereAsync(Grace, "claim lead", channel: "secret");

        Assert.Equal(HttpStatusCode.OK, await grace.StatusOfAsync(Private));
        Assert.Contains("INC-2024-0115-1430-2", await grace.ShowAsync("/incidents"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_sees_only_incidents_that_are_theirs()
    {
        await using var bot = await StartAsync();
        await bot.Get<NameStore>().SaveAsync(new KnownName(Guest.Id, Guest.Name, null, _clock.GetUtcNow(), nameof(Standing.Guest)), TestContext.Current.CancellationToken);
        await bot.TypeElsewhereAsync(Guest, "claim scribe", channel: "secret");
        using var guest = await Browser.SignedInAsync(bot, Guest, Standing.Guest);

        Assert.Equal(HttpStatusCode.NotFound, await guest.StatusOfAsync(Public));
        Assert.Equal(HttpStatusCode.OK, await guest.StatusOfAsync(Private));
        var list = await guest.ShowAsync("/incidents.json");
        Assert.Contains("INC-2024-0115-1430-2", list, StringComparison.Ordinal);
        Assert.DoesNotContain("\"INC-2024-0115-1430\"", list, StringComparison.Ordinal);
        Assert.Contains("1 incident you may see", await guest.ShowAsync("/trends"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await guest.StatusOfAsync("/hangfire"));
        Assert.DoesNotContain("/act\"", await guest.ShowAsync("/actions?show=All"), StringComparison.Ordinal);
    }

    private async Task<RunningBot> StartAsync()
    {
        var bot = await RunningBot.StartAsync(await postgres.CreateDatabaseAsync(), _clock);
        await bot.TypeAsync("start P1 Payments down --here");
        await bot.TypeAsync("action P1 Add an alert by 2024-01-20");
        await bot.TypeElsewhereAsync(RunningBot.Ada, "start P1 Layoffs leaked --private --here", channel: "secret");
        await bot.TypeElsewhereAsync(RunningBot.Ada, "note The severance list was public", channel: "secret");
        await bot.TypeElsewhereAsync(RunningBot.Ada, "action P0 Rotate the severance link by 2024-01-10 --anyway", channel: "secret");
        return bot;
    }

    private static async Task<string> TextOfAsync(HttpResponseMessage answer) =>
        System.Text.RegularExpressions.Regex.Replace(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), "value=\"CfDJ8[^\"]*\"", "value");
}
