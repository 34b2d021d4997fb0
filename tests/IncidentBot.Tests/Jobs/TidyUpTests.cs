using Dapper;
using IncidentBot.Jobs;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;

namespace IncidentBot.Tests.Jobs;

public sealed class TidyUpTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Forgets_what_was_said_long_ago_and_nothing_that_still_waits()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2024, 3, 15, 3, 23, 0, TimeSpan.Zero));
        await using var bot = await RunningBot.StartAsync(await postgres.CreateDatabaseAsync(), clock);
        await using var connection = await bot.Get<NpgsqlDataSource>().OpenConnectionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync("""
            insert into outbox (lane, kind, payload, created_at, due_at, sent_at, gave_up_at)
            values ('said long ago', 'x', '{}', '2024-02-01', '2024-02-01', '2024-02-01', null),
                   ('given up long ago', 'x', '{}', '2024-02-01', '2024-02-01', null, '2024-02-04'),
                   ('said lately', 'x', '{}', '2024-03-01', '2024-03-01', '2024-03-01', null),
                   ('waits for long', 'x', '{}', '2024-02-01', '2034-01-01', null, null)
            """);

        await bot.Get<TidyUpJob>().RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["said lately", "waits for long"], await connection.QueryAsync<string>("select lane from outbox order by lane"));
    }
}
