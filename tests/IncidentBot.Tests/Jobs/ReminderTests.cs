using Dapper;
using Hangfire;
using IncidentBot.Incidents.Nudges;
using IncidentBot.Jobs;
using IncidentBot.Storage;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;

namespace IncidentBot.Tests.Jobs;

public sealed class ReminderTests(PostgresFixture postgres)
{
    private const string AdaAlone = "direct test:ada";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero));

    [Fact]
    public async Task Reminds_the_owner_in_person_once_a_day_until_it_is_done()
    {
        await using var bot = await StartWithItemAsync(await postgres.CreateDatabaseAsync());

        await OnAsync(bot, "2024-01-16T12:00Z");
        await OnAsync(bot, "2024-01-17T08:59Z");
        await OnAsync(bot, "2024-01-17T09:00Z");
        await OnAsync(bot, "2024-01-17T16:00Z");
        await OnAsync(bot, "2024-01-18T10:00Z");
        await bot.TypeAsync("action done AI-001");
        await OnAsync(bot, "2024-01-19T10:00Z");

        var said = await SaidAsync(bot, AdaAlone, count: 2);
        Assert.StartsWith("AI-001 of INC-2024-0115-1430 (Payments down) is 1 day overdue: Add an index", said[0], StringComparison.Ordinal);
        Assert.Contains("is 2 days overdue", said[1], StringComparison.Ordinal);
        Assert.Contains("type action done AI-001 in #payments", said[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follows_the_owners_own_morning()
    {
        await using var bot = await StartWithItemAsync(await postgres.CreateDatabaseAsync());
        await bot.Get<NameStore>().SaveAsync(new KnownName("test:ada", "Ada Lovelace", "America/New_York", _clock.GetUtcNow()), TestContext.Current.CancellationToken);

        await OnAsync(bot, "2024-01-17T13:59Z");
        Assert.Equal(0, await CountAsync(bot, "reminders"));

        await OnAsync(bot, "2024-01-17T14:00Z");
        Assert.Equal(1, await CountAsync(bot, "reminders"));
    }

    [Fact]
    public async Task Tells_the_home_and_the_commander_where_a_team_has_the_work()
    {
        await using var bot = await StartWithItemAsync(await postgres.CreateDatabaseAsync(), "action Add an index owner:\"DB Team\" by 2024-01-16");
        await bot.TypeAsync("claim commander");

        await OnAsync(bot, "2024-01-17T09:00Z");

        await Eventually.TrueAsync(
            () => bot.Chat.SaidIn("C1").Any(text => text.Contains("DB Team has it. @Ada Lovelace, please see to it.", StringComparison.Ordinal)),
            "the home is told", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Goes_on_after_the_incident_was_closed_and_the_bot_restarted()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var bot = await StartWithItemAsync(database))
        {
            await bot.TypeAsync("resolve");
            await bot.TypeAsync("close --anyway nobody has the time");
            await OnAsync(bot, "2024-01-17T09:00Z");
            await SaidAsync(bot, AdaAlone, count: 1);
        }

        await using var restarted = await RunningBot.StartAsync(database, _clock);
        await OnAsync(restarted, "2024-01-17T18:00Z");
        await OnAsync(restarted, "2024-01-18T09:00Z");

        var said = await SaidAsync(restarted, AdaAlone, count: 1);
        Assert.Contains("is 2 days overdue", said[0], StringComparison.Ordinal);
        Assert.Equal(2, await CountAsync(restarted, "reminders"));
    }

    [Fact]
    public async Task Says_what_was_decided_before_the_bot_was_stopped()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var bot = await StartWithItemAsync(database))
        {
            _clock.SetUtcNow(At("2024-01-17T09:00Z"));
            await DecideAsync(bot, id => bot.Get<IBackgroundJobClient>().Schedule<SendReminderJob>(job => job.RunAsync(id, CancellationToken.None), TimeSpan.FromSeconds(1)));
        }

        await using var restarted = await RunningBot.StartAsync(database, _clock);

        await SaidAsync(restarted, AdaAlone, count: 1);
    }

    [Fact]
    public async Task Two_hosts_on_one_database_remind_once()
    {
        var database = await postgres.CreateDatabaseAsync();
        var chat = new RecordingPlatform();
        await using var one = await StartWithItemAsync(database, chat: chat);
        await using var other = await RunningBot.StartAsync(database, _clock, chat);
        foreach (var number in Enumerable.Range(2, 9))
            await one.TypeAsync($"action Step {number} <@test:ada> by 2024-01-16", RunningBot.Ada);
        _clock.SetUtcNow(At("2024-01-17T09:00Z"));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(run =>
            (run % 2 == 0 ? one : other).Get<RemindOwnersJob>().RunAsync(TestContext.Current.CancellationToken)));

        await SettledAsync(one);
        await SaidAsync(one, AdaAlone, count: 10);
        Assert.Equal(10, await CountAsync(one, "reminders"));
        Assert.Equal(10, await CountAsync(one, "outbox where kind = 'DirectErrand'"));
        Assert.Equal(10, await CountAsync(one, "hangfire.job where invocationdata::text like '%SendReminderJob%'"));
    }

    [Theory]
    [InlineData("action done AI-001", "the item is done")]
    [InlineData("action drop AI-001 Superseded", "the item is dropped")]
    [InlineData("action due AI-001 2024-03-01", "the item was rescheduled")]
    public async Task Says_nothing_when_its_reason_went_between_decision_and_sending(string command, string why)
    {
        await using var bot = await StartWithItemAsync(await postgres.CreateDatabaseAsync());
        _clock.SetUtcNow(At("2024-01-17T09:00Z"));
        var decided = new List<long>();
        await DecideAsync(bot, decided.Add);
        await bot.TypeAsync(command);

        await bot.Get<SendReminderJob>().RunAsync(Assert.Single(decided), TestContext.Current.CancellationToken);

        await using var connection = await bot.Get<NpgsqlDataSource>().OpenConnectionAsync(TestContext.Current.CancellationToken);
        Assert.Equal(why, await connection.QuerySingleAsync<string>("select dropped_why from reminders"));
        Assert.Equal(0, await CountAsync(bot, "outbox where kind in ('DirectErrand', 'PostHomeErrand')"));
    }

    [Fact]
    public async Task A_job_that_runs_twice_says_it_once()
    {
        await using var bot = await StartWithItemAsync(await postgres.CreateDatabaseAsync());
        _clock.SetUtcNow(At("2024-01-17T09:00Z"));
        var decided = new List<long>();
        await DecideAsync(bot, decided.Add);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => bot.Get<SendReminderJob>().RunAsync(decided[0], TestContext.Current.CancellationToken)));

        Assert.Equal(1, await CountAsync(bot, "outbox where kind = 'DirectErrand'"));
    }

    [Fact]
    public async Task A_reminder_whose_job_cannot_be_queued_is_not_kept()
    {
        await using var bot = await StartWithItemAsync(await postgres.CreateDatabaseAsync());
        _clock.SetUtcNow(At("2024-01-17T09:00Z"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => DecideAsync(bot, id =>
        {
            bot.Get<IBackgroundJobClient>().Enqueue<SendReminderJob>(job => job.RunAsync(id, CancellationToken.None));
            throw new InvalidOperationException("The power went.");
        }));

        Assert.Equal(0, await CountAsync(bot, "reminders"));
        Assert.Equal(0, await CountAsync(bot, "hangfire.job where invocationdata::text like '%SendReminderJob%'"));
    }

    [Fact]
    public async Task The_timetable_holds_the_job_and_hangfire_runs_it()
    {
        await using var bot = await StartWithItemAsync(await postgres.CreateDatabaseAsync());
        _clock.SetUtcNow(At("2024-01-17T09:00Z"));

        bot.Get<IRecurringJobManager>().Trigger(RecurringJobs.RemindOwners);

        await SaidAsync(bot, AdaAlone, count: 1);
    }

    private async Task<RunningBot> StartWithItemAsync(
        string database, string command = "action Add an index <@test:ada> by 2024-01-16", RecordingPlatform? chat = null)
    {
        var bot = await RunningBot.StartAsync(database, _clock, chat ?? new RecordingPlatform());
        await bot.TypeAsync("start P1 Payments down --here");
        await bot.TypeAsync(command, RunningBot.Ada);
        return bot;
    }

    private async Task OnAsync(RunningBot bot, string now)
    {
        _clock.SetUtcNow(At(now));
        await bot.Get<RemindOwnersJob>().RunAsync(TestContext.Current.CancellationToken);
        await SettledAsync(bot);
    }

    /// <summary>As the job does it, but with something else than the job's own enqueuing.</summary>
    private async Task DecideAsync(RunningBot bot, Action<long> enqueue)
    {
        var now = _clock.GetUtcNow();
        var reminders = bot.Get<ReminderStore>();
        var owed = await reminders.DueBeforeAsync(ReminderPolicy.LatestToday(now), TestContext.Current.CancellationToken);
        await reminders.AddAsync([.. owed.Select(item => ReminderPolicy.For(item, now)!)], enqueue, now, TestContext.Current.CancellationToken);
    }

    private static Task<bool> SettledAsync(RunningBot bot) => Eventually.GetAsync(
        async () => await CountAsync(bot, "reminders where sent_at is null and dropped_why is null") == 0
            ? true
            : throw new TimeoutException("A reminder is still waiting."),
        TestContext.Current.CancellationToken);

    private static async Task<IReadOnlyList<string>> SaidAsync(RunningBot bot, string channel, int count)
    {
        await Eventually.TrueAsync(
            () => bot.Chat.SaidIn(channel).Count() >= count, $"{count} messages in {channel}", TestContext.Current.CancellationToken);
        Assert.Equal(count, bot.Chat.SaidIn(channel).Count());
        return [.. bot.Chat.SaidIn(channel)];
    }

    private static async Task<long> CountAsync(RunningBot bot, string rows)
    {
        await using var connection = await bot.Get<NpgsqlDataSource>().OpenConnectionAsync();
        return await connection.QuerySingleAsync<long>($"select count(*) from {rows}");
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
