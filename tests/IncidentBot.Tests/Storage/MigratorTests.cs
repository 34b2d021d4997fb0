using Dapper;
using IncidentBot.Storage;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;

namespace IncidentBot.Tests.Storage;

public sealed class MigratorTests(PostgresFixture postgres)
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 15, 9, 26, TimeSpan.Zero);
    private static readonly Migration Lamps = new(1, "lamps", "create table lamps (id int primary key); insert into lamps values (1);");
    private static readonly Migration Colours = new(2, "colours", "alter table lamps add colour text not null default 'red';");
    private static readonly Migration Switches = new(3, "switches", "create table switches (lamp_id int references lamps);");

    [Fact]
    public async Task Runs_the_scripts_in_order_and_notes_each()
    {
        await using var database = await DatabaseAsync();

        await MigrateAsync(database, Switches, Lamps, Colours);

        Assert.Equal(
            [(1, "lamps", Lamps.Sha256, Now.UtcDateTime), (2, "colours", Colours.Sha256, Now.UtcDateTime), (3, "switches", Switches.Sha256, Now.UtcDateTime)],
            await QueryAsync<(int, string, string, DateTime)>(database, "select number, name, sha256, applied_at from schema_migrations order by number"));
        Assert.Equal(["red"], await QueryAsync<string>(database, "select colour from lamps"));
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        await using var database = await DatabaseAsync();
        await MigrateAsync(database, Lamps, Colours);

        await MigrateAsync(database, Lamps, Colours);

        Assert.Equal([2L], await QueryAsync<long>(database, "select count(*) from schema_migrations"));
        Assert.Equal([1L], await QueryAsync<long>(database, "select count(*) from lamps"));
    }

    [Fact]
    public async Task A_later_program_runs_only_what_is_missing()
    {
        await using var database = await DatabaseAsync();
        await MigrateAsync(database, Lamps);

        await MigrateAsync(database, Lamps, Colours);

        Assert.Equal([1, 2], await NumbersAsync(database));
    }

    [Fact]
    public async Task Four_hosts_that_start_together_run_each_script_once()
    {
        await using var database = await DatabaseAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => MigrateAsync(database, Lamps, Colours, Switches))));

        Assert.Equal([1, 2, 3], await NumbersAsync(database));
    }

    [Fact]
    public async Task Refuses_a_script_that_was_edited_after_it_ran()
    {
        await using var database = await DatabaseAsync();
        await MigrateAsync(database, Lamps);
        var edited = Lamps with { Sql = "create table lamps (id bigint primary key);" };

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => MigrateAsync(database, edited, Colours));

        Assert.Contains("0001_lamps.sql", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("put its old text back", refusal.Message, StringComparison.Ordinal);
        Assert.Equal([1], await NumbersAsync(database));
    }

    [Fact]
    public async Task Refuses_a_database_that_is_newer_than_the_program()
    {
        await using var database = await DatabaseAsync();
        await MigrateAsync(database, Lamps, Colours);

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => MigrateAsync(database, Lamps));

        Assert.Contains("newer than this program", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("0002_colours.sql", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_fails_leaves_nothing_behind_and_the_next_run_can_mend_it()
    {
        await using var database = await DatabaseAsync();
        var broken = Colours with { Sql = "create table halves (id int); insert into no_such_table values (1);" };

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => MigrateAsync(database, Lamps, broken));

        Assert.Contains("0002_colours.sql", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("no_such_table", refusal.Message, StringComparison.Ordinal);
        Assert.Equal([1], await NumbersAsync(database));
        Assert.Equal([true], await QueryAsync<bool>(database, "select to_regclass('halves') is null"));

        await MigrateAsync(database, Lamps, Colours);

        Assert.Equal([1, 2], await NumbersAsync(database));
    }

    [Fact]
    public async Task Leaves_no_lock_behind_when_it_refuses()
    {
        await using var database = await DatabaseAsync();
        await MigrateAsync(database, Lamps, Colours);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => MigrateAsync(database, Lamps));

        var locks = await QueryAsync<long>(
            database,
            "select count(*) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())");

        Assert.Equal([0L], locks);
    }

    private static Task MigrateAsync(NpgsqlDataSource database, params Migration[] migrations) =>
        Migrator.RunAsync(database, migrations, new FakeTimeProvider(Now), NullLogger.Instance, TestContext.Current.CancellationToken);

    private static Task<IEnumerable<int>> NumbersAsync(NpgsqlDataSource database) =>
        QueryAsync<int>(database, "select number from schema_migrations order by number");

    private static async Task<IEnumerable<T>> QueryAsync<T>(NpgsqlDataSource database, string sql)
    {
        await using var connection = await database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        return await connection.QueryAsync<T>(sql);
    }

    private async Task<NpgsqlDataSource> DatabaseAsync() => NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync());
}
