using IncidentBot.Incidents;
using IncidentBot.Jobs;
using IncidentBot.Storage;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;

namespace IncidentBot.Tests.Questions;

/// <summary>A chat in which nobody can answer below a message: the next one of whoever was asked is the answer.</summary>
public sealed class UnthreadedTests(PostgresFixture postgres)
{
    private static readonly IncidentId Id = new("INC-2024-0115-1430");

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_next_message_of_whoever_was_asked_is_the_answer()
    {
        await using var bot = await AskedAsync();

        _clock.Advance(TimeSpan.FromMinutes(9));
        await bot.WriteAsync("About 1,200");
        await bot.WriteAsync("and now to something else");
        await OutboxIsEmptyAsync(bot);

        var record = await RecordAsync(bot);
        Assert.Equal("About 1,200", record.The(Topic.UsersAffected)?.Text);
        Assert.Contains(bot.Chat.SaidIn("C1"), said => said.StartsWith("Noted, Ada Lovelace.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ten_minutes_later_it_is_talk_again()
    {
        await using var bot = await AskedAsync();

        _clock.Advance(TimeSpan.FromMinutes(11));
        await bot.WriteAsync("About 1,200");
        await OutboxIsEmptyAsync(bot);

        Assert.Null((await RecordAsync(bot)).The(Topic.UsersAffected));
    }

    private async Task<RunningBot> AskedAsync()
    {
        var bot = await RunningBot.StartAskingAsync(await postgres.CreateDatabaseAsync(), _clock, new RecordingPlatform { HasThreads = false });
        foreach (var command in new[] { "start P1 Payments down --here", "claim commander", "claim author", "impact degradation full", "detect users", "resolve" })
            await bot.TypeAsync(command);
        _clock.Advance(TimeSpan.FromMinutes(15));
        await bot.Get<AskQuestionsJob>().RunAsync(Cancel);
        await OutboxIsEmptyAsync(bot);
        await Eventually.TrueAsync(() => bot.Get<OpenQuestions>().AnsweredBy(new EventSource(RunningBot.Channel, "m"), RunningBot.Ada, _clock.GetUtcNow()) is not null, "the host has heard of the question", Cancel);
        return bot;
    }

    private static async Task<IncidentRecord> RecordAsync(RunningBot bot) => (await bot.Get<IncidentStore>().FindAsync(Id, Cancel))!;

    private static Task OutboxIsEmptyAsync(RunningBot bot) => Eventually.GetAsync(async () =>
    {
        await using var command = bot.Get<NpgsqlDataSource>().CreateCommand("select count(*) from outbox where sent_at is null and gave_up_at is null");
        return (long)(await command.ExecuteScalarAsync(Cancel))! == 0 ? true : throw new TimeoutException("Errands still wait.");
    }, Cancel);
}
