using System.Globalization;
using Dapper;
using IncidentBot.Incidents;
using IncidentBot.Jobs;
using IncidentBot.Storage;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;

namespace IncidentBot.Tests.Jobs;

/// <summary>A bot that reminds people, and whose clock a test moves over days and weeks.</summary>
internal sealed class RemindedBot(RunningBot bot, FakeTimeProvider clock) : IAsyncDisposable
{
    public static readonly Person Grace = new("test:grace", "Grace Hopper");

    public RunningBot Bot => bot;

    public RecordingPlatform Chat => bot.Chat;

    /// <summary>On a Monday at half past two, with the sweeps left to the test.</summary>
    public static Task<RemindedBot> StartAsync(PostgresFixture postgres, params (string Name, string Value)[] settings) => StartAsync(postgres, new RecordingPlatform(), settings);

    public static async Task<RemindedBot> StartAsync(PostgresFixture postgres, RecordingPlatform chat, params (string Name, string Value)[] settings)
    {
        var clock = new FakeTimeProvider(At("2024-01-15T14:30Z"));
        var bot = await StartAsync(await postgres.CreateDatabaseAsync(), clock, chat, settings);
        await bot.TypeAsync("start P1 Payments down --here");
        return bot;
    }

    public static async Task<RemindedBot> StartAsync(string database, FakeTimeProvider clock, RecordingPlatform chat, params (string Name, string Value)[] settings) =>
        new(await RunningBot.StartAsync(database, clock, chat, settings.Append(("Reminders:Enabled", "true")).ToDictionary(setting => setting.Item1, setting => (string?)setting.Item2)), clock);

    public Task TypeAsync(string command, params Person[] mentioned) => bot.TypeAsync(command, mentioned);

    public Task KnowAsync(Person person, string? zone, string? standing = null) =>
        bot.Get<NameStore>().SaveAsync(new KnownName(person.Id, person.Name, zone, clock.GetUtcNow(), standing), TestContext.Current.CancellationToken);

    public void SetClock(string now) => clock.SetUtcNow(At(now));

    /// <summary>Sweeps once at that moment, and waits until all that came of it is said.</summary>
    public async Task OnAsync(string now)
    {
        SetClock(now);
        await bot.Get<RemindOwnersJob>().RunAsync(TestContext.Current.CancellationToken);
        await SettledAsync();
    }

    /// <summary>Sweeps every hour of some days.</summary>
    public async Task ThroughAsync(string from, string until)
    {
        for (var now = At(from); now <= At(until); now += TimeSpan.FromHours(1))
            await OnAsync(now.ToString("O", CultureInfo.InvariantCulture));
    }

    public Task SettledAsync() => Eventually.GetAsync(
        async () => await CountAsync("reminders where sent_at is null and dropped_why is null") + await CountAsync("outbox where sent_at is null and gave_up_at is null") == 0
            ? true
            : throw new TimeoutException("Something still waits."),
        TestContext.Current.CancellationToken);

    /// <summary>What a person was told alone.</summary>
    public IReadOnlyList<string> ToldTo(Person person) => [.. Chat.SaidIn($"direct {person.Id}")];

    public async Task<long> CountAsync(string rows)
    {
        await using var connection = await bot.Get<NpgsqlDataSource>().OpenConnectionAsync();
        return await connection.QuerySingleAsync<long>($"select count(*) from {rows}");
    }

    public async Task<IReadOnlyList<string>> QueryAsync(string sql)
    {
        await using var connection = await bot.Get<NpgsqlDataSource>().OpenConnectionAsync();
        return [.. await connection.QueryAsync<string>(sql)];
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await bot.Get<NpgsqlDataSource>().OpenConnectionAsync();
        await connection.ExecuteAsync(sql);
    }

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => bot.DisposeAsync();
}
