using System.Net;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;

namespace IncidentBot.Tests.Health;

public sealed class HealthTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Is_ready_while_the_database_answers_and_again_once_it_is_back()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var bot = await RunningBot.StartAsync(database, new FakeTimeProvider());
        Assert.Equal((HttpStatusCode.OK, "ready\n"), await AskAsync(bot, "/health/ready"));

        await AllowConnectionsAsync(database, false);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "The database does not answer.\n"), await AskAsync(bot, "/health/ready"));
        Assert.Equal((HttpStatusCode.OK, "live\n"), await AskAsync(bot, "/health/live"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "The database is away; try again soon.\n"), await AskAsync(bot, "/incidents.json"));

        await AllowConnectionsAsync(database, true);

        Assert.Equal((HttpStatusCode.OK, "ready\n"), await AskAsync(bot, "/health/ready"));
    }

    [Fact]
    public async Task Is_not_ready_while_the_database_lacks_a_script()
    {
        await using var bot = await RunningBot.StartAsync(await postgres.CreateDatabaseAsync(), new FakeTimeProvider());
        await using var connection = await bot.Get<NpgsqlDataSource>().OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("delete from schema_migrations", connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var (status, reason) = await AskAsync(bot, "/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("The database has not been through all scripts of this program.\n", reason);
    }

    [Fact]
    public async Task Shows_its_figures_to_a_collector()
    {
        await using var bot = await RunningBot.StartAsync(await postgres.CreateDatabaseAsync(), new FakeTimeProvider());
        await AskAsync(bot, "/health/ready");

        var (status, figures) = await AskAsync(bot, "/metrics");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("http_server_request_duration", figures, StringComparison.Ordinal);
        Assert.Contains("db_client_", figures, StringComparison.Ordinal);
        Assert.DoesNotContain("Password", figures, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(RunningBot bot, string path)
    {
        var answer = await bot.GetAsync(path);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>For the bot this is a database that went away, and came back.</summary>
    private static async Task AllowConnectionsAsync(string database, bool allow)
    {
        var settings = new NpgsqlConnectionStringBuilder(database) { Pooling = false };
        var name = settings.Database;
        settings.Database = "postgres";
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"alter database {name} allow_connections {allow}; select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'", connection);
        await command.ExecuteNonQueryAsync();
    }
}
