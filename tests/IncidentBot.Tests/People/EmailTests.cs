using System.Net;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Jobs;
using IncidentBot.Storage;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack;
using IncidentBot.Tests.Web;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static IncidentBot.Tests.People.LinkedPeople;

namespace IncidentBot.Tests.People;

/// <summary>Members whom two directories know under the same address are one person, and nobody else is.</summary>
public sealed class EmailTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly Person Ada = RunningBot.Ada;
    private static readonly Person Other = new("other:T/ada", "Ada L.");
    private static readonly Person Third = new("third:T/ada", "A. Lovelace");

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero));
    private string _database = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await postgres.CreateDatabaseAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(null, "Member")]
    [InlineData("", "Member")]
    [InlineData("grace@example.org", "Member")]
    [InlineData("ada@example.org", "Guest")]
    [InlineData("ada@example.org", "Stranger E01")]
    [InlineData("ada@example.org", "Deactivated")]
    [InlineData("ada@example.org", null)]
    public async Task Nobody_else_is_taken_for_somebody(string? email, string? standing)
    {
        await using var bot = await RunningBot.StartAsync(_database, _clock);
        var names = bot.Get<NameStore>();

        await names.SaveAsync(Member(Ada, "ada@example.org"), Cancel);
        await names.SaveAsync(Member(Other, email) with { Standing = standing }, Cancel);
        await names.SaveAsync(Member(new Person("test:T/ada", "Ada"), "ada@example.org"), Cancel);
        await names.SaveAsync(Member(new Person("test:T/namesake", "Ada"), "ADA@example.org"), Cancel);

        Assert.DoesNotContain((await bot.Get<AccountTies>().AllAsync(Cancel)).Select(tie => tie.Account), account => account == Other.Id);
        Assert.Equal(0, await Rows.CountAsync(_database, "select count(*) from account_ties where account = 'test:T/namesake' and tied_to = 'test:T/ada'"));
    }

    [Fact]
    public async Task Is_left_out_where_the_operator_says_so()
    {
        await using var bot = await RunningBot.StartAsync(_database, _clock, new RecordingPlatform(), new Dictionary<string, string?> { ["People:LinkByEmail"] = "false" });

        await bot.Get<NameStore>().SaveAsync(Member(Ada, "ada@example.org"), Cancel);
        await bot.Get<NameStore>().SaveAsync(Member(Other, "ada@example.org"), Cancel);

        Assert.Empty(await bot.Get<AccountTies>().AllAsync(Cancel));
    }

    [Fact]
    public async Task Stays_when_an_address_changes_and_whoever_was_known_first_is_who_all_are()
    {
        await using var bot = await RunningBot.StartAsync(_database, _clock);
        var names = bot.Get<NameStore>();
        foreach (var person in new[] { Ada, Other, Third })
            await names.SaveAsync(Member(person, null), Cancel);

        await names.SaveAsync(Member(Third, "ada@example.org"), Cancel);
        await names.SaveAsync(Member(Other, "ada@example.org"), Cancel);
        await names.SaveAsync(Member(Ada, "ada@example.org"), Cancel);
        await names.SaveAsync(Member(Other, "else@example.org"), Cancel);

        var ties = await bot.Get<AccountTies>().AllAsync(Cancel);
        Assert.Equal([(Other.Id, Ada.Id), (Third.Id, Ada.Id)], ties.Select(tie => (tie.Account, tie.Person)));
        Assert.Equal([Ada.Id, Other.Id, Third.Id], [.. await KnownAsync(bot, Third)]);
    }

    [Fact]
    public async Task Two_that_come_in_at_the_same_moment_see_each_other()
    {
        await using var bot = await RunningBot.StartAsync(_database, _clock);
        var names = bot.Get<NameStore>();

        await Task.WhenAll(Enumerable.Range(0, 30).SelectMany(number => new[] { "test", "other", "third" }.Select(platform => Task.Run(() =>
            names.SaveAsync(Member(new Person($"{platform}:T/{number}", "Somebody"), $"person{number}@example.org"), Cancel)))));

        Assert.Equal(60, (await bot.Get<AccountTies>().AllAsync(Cancel)).Count);
    }

    [Fact]
    public async Task The_pages_know_them_however_they_signed_in()
    {
        await using var bot = await RunningBot.StartAsync(_database, _clock);
        await bot.TypeAsync("start P1 Payroll leaked --private --here");
        using var browser = await Browser.SignedInAsync(bot, Other);
        var before = await browser.StatusOfAsync("/incidents/INC-2024-0115-1430");

        await ByEmailAsync(bot, Ada, Other);

        Assert.Equal(HttpStatusCode.NotFound, before);
        Assert.Equal(HttpStatusCode.OK, await browser.StatusOfAsync("/incidents/INC-2024-0115-1430"));
    }

    [Fact]
    public async Task A_bot_that_was_killed_between_the_link_and_the_incidents_goes_on_where_it_was()
    {
        await using (var bot = await RunningBot.StartAsync(_database, _clock))
        {
            await bot.TypeElsewhereAsync(Other, "start P1 The first --here", channel: "one");
            await bot.TypeElsewhereAsync(Other, "start P1 The second --here", channel: "two");
            await bot.TypeElsewhereAsync(Other, "action P0 Add an index @me by 2024-01-20", channel: "two");
            await bot.Get<NameStore>().SaveAsync(Member(Ada, null), Cancel);
            await bot.Get<NameStore>().SaveAsync(Member(Other, null), Cancel);
        }

        // As the link is committed: its errand is there, and nobody has carried it out.
        await LeaveAsync($$$"""
            insert into account_ties (account, tied_to, how, tied_at) values ('{{{Other.Id}}}', '{{{Ada.Id}}}', 'email', now());
            insert into outbox (lane, kind, payload, created_at, due_at) values ('people', 'RecogniseErrand', '{"kind":"recognise"}', now(), '-infinity')
            """);
        await using (var bot = await RunningBot.StartAsync(_database, _clock))
            await RecognisedAsync(2);
        await LeaveAsync("update outbox set sent_at = null where kind = 'RecogniseErrand'");
        await using (var bot = await RunningBot.StartAsync(_database, _clock))
        {
            await Eventually.GetAsync(async () => await Rows.CountAsync(_database, "select count(*) from outbox where sent_at is null") == 0 ? true : throw new TimeoutException("The errand waits."), Cancel);
            await RecognisedAsync(2);
            Assert.Equal(1, await Rows.CountAsync(_database, "select count(*) from action_items where owner_id = $1", Ada.Id));
            Assert.Contains("Add an index", (await bot.TypeElsewhereAsync(Other, "todo"))!.Text.ToPlainText(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_was_said_before_and_kept_afterwards_is_brought_together_in_the_night()
    {
        await using var bot = await RunningBot.StartAsync(_database, _clock);
        await bot.TypeAsync("start P1 Payments down --here");
        var said = new EventSource(RunningBot.Channel, "said-before");
        await bot.Get<ChatEventHandler>().HandleAsync(new MessageEvent(EventKeys.Message(said), said, Other, _clock.GetUtcNow(), TimeZoneInfo.Utc, new MessagePosted("It is the pool")), Cancel);
        await ByEmailAsync(bot, Ada, Other);
        await bot.HappenAsync(EventKeys.Mark(said, "pushpin by test:ada", "1"), said, new MessageKept("pushpin by test:ada", null, null));
        var before = (await bot.Get<AccountTies>().StandingAsync(Cancel)).Count;

        await bot.Get<TidyUpJob>().RunAsync(Cancel);

        Assert.Equal((1, 0), (before, (await bot.Get<AccountTies>().StandingAsync(Cancel)).Count));
        await RecognisedAsync(1);
    }

    private Task<bool> RecognisedAsync(long times) => Eventually.GetAsync(
        async () => await Rows.CountAsync(_database, "select count(*) from timeline_events where kind = 'person-recognised'") is var found && found == times ? true : throw new TimeoutException($"{found} were told."), Cancel);

    private async Task LeaveAsync(string sql) => await Rows.CountAsync(_database, $"with done as (select 1) select count(*) from done; {sql}");

    private static async Task<IEnumerable<string>> KnownAsync(RunningBot bot, Person person)
    {
        await bot.Get<PeopleDirectory>().LoadAsync(Cancel);
        return bot.Get<PeopleDirectory>().AccountsOf(person.Id);
    }
}
