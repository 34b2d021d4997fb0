using System.Diagnostics;
using System.Globalization;
using IncidentBot.Storage;
using IncidentBot.Storage.Embedded;
using IncidentBot.Tests.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace IncidentBot.Tests.Storage;

public sealed class EmbeddedPostgresTests(StoppedCluster stopped) : IClassFixture<StoppedCluster>
{
    private static readonly Dictionary<string, string> NoSettings = [];

    [Fact]
    public async Task A_first_start_makes_a_database_that_keeps_its_word()
    {
        using var folder = new TemporaryFolder();
        await using var postgres = await StartAsync(folder);

        Assert.Equal("incidentbot", await ScalarAsync(postgres, "select current_database()"));
        Assert.Equal("UTF8", await ScalarAsync(postgres, "show server_encoding"));
        Assert.Equal("on", await ScalarAsync(postgres, "show fsync"));
        Assert.Equal("on", await ScalarAsync(postgres, "show synchronous_commit"));
        Assert.Equal("on", await ScalarAsync(postgres, "show data_checksums"));
        Assert.Equal("", await ScalarAsync(postgres, "show listen_addresses"));
        Assert.Equal("IncidentBot", await ScalarAsync(postgres, "show application_name"));
    }

    [Fact]
    public async Task Rows_are_there_after_a_restart()
    {
        using var folder = stopped.Copy();
        await using (var first = await StartAsync(folder))
            await WriteRowAsync(first);

        await using var second = await StartAsync(folder);

        Assert.Equal(2L, await CountAsync(second));
    }

    [Fact]
    public async Task Stopping_leaves_no_server_behind()
    {
        using var folder = stopped.Copy();
        var postgres = await StartAsync(folder);
        var server = ServerProcessId(folder);

        await postgres.DisposeAsync();
        await postgres.DisposeAsync();

        Assert.False(new PostmasterFile(server, null, 0, true).IsRunning(Path.Combine(folder.Path, "postgres")));
        Assert.Null(PostmasterFile.Read(Path.Combine(folder.Path, "postgres")));
    }

    [Fact]
    public async Task The_next_host_takes_over_a_server_whose_host_vanished_and_stops_it_in_the_end()
    {
        using var folder = stopped.Copy();
        await StartServerOfVanishedHostAsync(folder);
        var orphan = ServerProcessId(folder);

        await using (var second = await StartAsync(folder))
        {
            Assert.Equal(orphan, ServerProcessId(folder));
            Assert.Equal(1L, await CountAsync(second));
        }

        Assert.Null(PostmasterFile.Read(Path.Combine(folder.Path, "postgres")));
    }

    [Fact]
    public async Task A_killed_server_is_started_again_with_all_that_was_committed()
    {
        using var folder = stopped.Copy();
        await using var postgres = await StartAsync(folder);
        await WriteRowAsync(postgres);
        var killed = ServerProcessId(folder);

        Kill(killed);

        var rows = await Eventually.GetAsync(() => CountAsync(postgres), TestContext.Current.CancellationToken);
        Assert.Equal(2L, rows);
        Assert.NotEqual(killed, ServerProcessId(folder));
    }

    [Fact]
    public async Task A_server_killed_together_with_its_host_recovers_at_the_next_start()
    {
        using var folder = stopped.Copy();
        await StartServerOfVanishedHostAsync(folder);
        Kill(ServerProcessId(folder));

        await using var second = await StartAsync(folder);

        Assert.Equal(1L, await CountAsync(second));
    }

    [Fact]
    public async Task A_second_host_on_the_same_folder_is_refused_and_does_no_harm()
    {
        using var folder = stopped.Copy();
        await using var first = await StartAsync(folder);

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => StartAsync(folder));

        Assert.Contains("Another IncidentBot already runs", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Storage:DataDirectory", refusal.Message, StringComparison.Ordinal);
        await WriteRowAsync(first);
    }

    [Theory]
    [InlineData("it's a \"path\" with $HOME; `id`")]
    [InlineData("a, b: c")]
    [InlineData("a-path-that-is-far-longer-than-the-hundred-bytes-which-the-name-of-a-socket-may-have-on-this-system")]
    public async Task Any_path_will_do(string name)
    {
        using var folder = stopped.Copy(name);
        await StartServerOfVanishedHostAsync(folder);

        await using var second = await StartAsync(folder);

        Assert.Equal(1L, await CountAsync(second));
    }

    [Fact]
    public async Task A_folder_reached_through_a_link_is_the_same_folder()
    {
        using var folder = stopped.Copy();
        var link = Directory.CreateSymbolicLink(folder.Path + "-link", folder.Path);
        await StartServerOfVanishedHostAsync(folder);
        var orphan = ServerProcessId(folder);

        await using var postgres = await StartAsync(link.FullName);

        Assert.Equal(orphan, ServerProcessId(folder));
        Assert.Equal("incidentbot", await ScalarAsync(postgres, "select current_database()"));
    }

    [Fact]
    public async Task Data_of_another_version_is_refused()
    {
        using var folder = new TemporaryFolder();
        var cluster = Directory.CreateDirectory(Path.Combine(folder.Path, "postgres"));
        await File.WriteAllTextAsync(Path.Combine(cluster.FullName, "PG_VERSION"), "99\n", TestContext.Current.CancellationToken);

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => StartAsync(folder));

        Assert.Contains("The data was written by PostgreSQL 99", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_cluster_is_never_replaced_by_an_empty_one()
    {
        using var folder = stopped.Copy();
        File.Delete(Path.Combine(folder.Path, "postgres", "PG_VERSION"));
        var password = await File.ReadAllTextAsync(Path.Combine(folder.Path, "password"), TestContext.Current.CancellationToken);

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => StartAsync(folder));

        Assert.Contains("bring the data folder back from a copy", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(password, await File.ReadAllTextAsync(Path.Combine(folder.Path, "password"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("a process of its own")]
    [InlineData("a server of another folder")]
    [InlineData("cut off")]
    public async Task A_process_file_left_by_a_dead_server_is_no_hindrance(string left)
    {
        using var folder = stopped.Copy();
        using var otherFolder = stopped.Copy();
        await using var other = await StartAsync(otherFolder);
        var processId = left switch
        {
            "a process of its own" => $"{Environment.ProcessId}",
            "a server of another folder" => $"{ServerProcessId(otherFolder)}",
            _ => "",
        };
        await LeaveProcessFileAsync(folder, processId);

        await using var second = await StartAsync(folder);

        Assert.Equal(1L, await CountAsync(second));
        await WriteRowAsync(other);
    }

    [Fact]
    public async Task Half_a_cluster_of_an_interrupted_first_start_is_made_anew()
    {
        using var folder = new TemporaryFolder();
        var unfinished = Directory.CreateDirectory(Path.Combine(folder.Path, "postgres.unfinished"));
        await File.WriteAllTextAsync(Path.Combine(unfinished.FullName, "PG_VERSION"), "15\n", TestContext.Current.CancellationToken);

        await using var postgres = await StartAsync(folder);

        Assert.Equal("incidentbot", await ScalarAsync(postgres, "select current_database()"));
    }

    [Fact]
    public async Task A_folder_the_servers_user_cannot_enter_is_refused_with_the_cure()
    {
        Assert.SkipUnless(!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess, "Only root starts the server as another user.");
        using var folder = new TemporaryFolder("closed/data");
        Directory.CreateDirectory(folder.Path);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.GetDirectoryName(folder.Path)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => StartAsync(folder));

        Assert.Contains("cannot enter", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("chmod o+x", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_the_server_does_not_know_is_told_in_its_words()
    {
        using var folder = stopped.Copy();
        var settings = new Dictionary<string, string> { ["no_such_setting"] = "on" };

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => EmbeddedPostgres.StartAsync(
            folder.Path, settings, NullLogger.Instance, TimeProvider.System, TestContext.Current.CancellationToken));

        Assert.Contains("PostgreSQL could not start", refusal.Message, StringComparison.Ordinal);
    }

    private static Task<EmbeddedPostgres> StartAsync(TemporaryFolder folder) => StartAsync(folder.Path);

    private static Task<EmbeddedPostgres> StartAsync(string path) =>
        EmbeddedPostgres.StartAsync(path, NullLogger.Instance, TimeProvider.System, TestContext.Current.CancellationToken);

    // What kill -9 of a host leaves: a server that runs, and a lock that the operating system has let go.
    private static async Task StartServerOfVanishedHostAsync(TemporaryFolder folder)
    {
        using var data = DataFolder.Open(folder.Path);
        var cluster = await PostgresCluster.OpenAsync(data, NoSettings, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.True(await cluster.EnsureRunningAsync(TestContext.Current.CancellationToken));
    }

    private static async Task LeaveProcessFileAsync(TemporaryFolder folder, string processId)
    {
        var cluster = Path.Combine(folder.Path, "postgres");
        var started = DateTimeOffset.UnixEpoch.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string[] lines = processId == ""
            ? []
            : [processId, cluster, started, "5432", "../run", "", "        1         1", "ready   "];
        await File.WriteAllLinesAsync(Path.Combine(cluster, "postmaster.pid"), lines, TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(Path.Combine(folder.Path, "run", ".s.PGSQL.5432.lock"), lines, TestContext.Current.CancellationToken);
    }

    private static int ServerProcessId(TemporaryFolder folder) => PostmasterFile.Read(Path.Combine(folder.Path, "postgres"))!.ProcessId;

    private static void Kill(int processId)
    {
        using var process = Process.GetProcessById(processId);
        process.Kill();
    }

    private static async Task WriteRowAsync(EmbeddedPostgres postgres) =>
        await ScalarAsync(postgres, "insert into rows values (2)");

    private static async Task<long> CountAsync(EmbeddedPostgres postgres) =>
        (long)(await ScalarAsync(postgres, "select count(*) from rows"))!;

    private static async Task<object?> ScalarAsync(EmbeddedPostgres postgres, string sql)
    {
        await using var dataSource = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var command = dataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
