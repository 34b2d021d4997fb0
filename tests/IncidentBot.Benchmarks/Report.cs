using System.Globalization;
using IncidentBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace IncidentBot.Benchmarks;

/// <summary>Runs everything once, baselines and bot by turns, and prints figures and ratios.</summary>
internal static class Report
{
    public const string ApiToken = "benchmark-token-of-the-web";

    private const int Connections = 32;

    public static async Task<int> RunAsync(bool quick)
    {
        var turn = TimeSpan.FromSeconds(quick ? 2 : 5);
        var folder = Directory.CreateTempSubdirectory("incidentbot-bench-");
        // PostgreSQL does not run as root: the user it becomes must be able to enter.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.FullName, File.GetUnixFileMode(folder.FullName) | UnixFileMode.OtherExecute);
        try
        {
            await using var postgres = await EmbeddedPostgres.StartAsync(folder.FullName, NullLogger.Instance, TimeProvider.System, CancellationToken.None);
            await MeasureAsync(postgres.ConnectionString, turn, quick ? 20_000 : 100_000);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Rendering.Run();
        return 0;
    }

    private static async Task MeasureAsync(string connectionString, TimeSpan turn, int messages)
    {
        var bareDatabase = await CreateAsync(connectionString, "bare");
        var botDatabase = await CreateAsync(connectionString, "bot");
        Console.WriteLine($"insert loop, 50 rows a commit  {await InsertLoop.RunAsync(bareDatabase, turn),9:N0} rows/s");

        await using var slack = await ServerProcess.StartAsync(port => ["slack", $"{port}"], "IncidentBot.Benchmarks.dll", "/api/auth.test");
        await using (var bare = await ServerProcess.StartAsync(port => ["bare", $"{port}"], "IncidentBot.Benchmarks.dll", "/"))
        await using (var bareInsert = await ServerProcess.StartAsync(port => ["bare", $"{port}", bareDatabase], "IncidentBot.Benchmarks.dll", "/"))
        await using (var bot = await StartBotAsync(slack, botDatabase))
        {
            using var ofBare = new Load(bare.Port);
            using var ofBareInsert = new Load(bareInsert.Port);
            using var ofBot = new Load(bot.Port);
            await ofBot.CommandAsync("start P1 Benchmark --here");

            var rounds = new List<(Rate Bare, Rate Insert, Rate Bot)>();
            // The runtime compiles a server's hot paths anew while it runs, and the bot has more of them: all three get time for it.
            await RoundAsync(ofBare, ofBareInsert, ofBot, 2 * turn);
            for (var round = 0; round < 3; round++)
                rounds.Add(await RoundAsync(ofBare, ofBareInsert, ofBot, turn));
            PrintRounds(rounds);

            Console.WriteLine($"command round trip             {await ofBot.CommandsAsync(200, number => $"note something happened, number {number}")}");
            await Busy.RunAsync(ofBot, 4 * turn);
            await GrowAsync(botDatabase, ofBot, turn, messages);
            Console.WriteLine($"resident memory of the bot     {bot.ResidentMegabytes,9:N0} MB with {messages:N0} messages in one incident (goal < 250)");
        }

        await using var again = await StartBotAsync(slack, botDatabase);
        Console.WriteLine($"start to ready, existing data  {again.StartUp.TotalSeconds,9:0.00} s (goal < 3)");
    }

    private static async Task<(Rate, Rate, Rate)> RoundAsync(Load bare, Load insert, Load bot, TimeSpan turn) =>
        (await bare.MessagesAsync(Connections, turn), await insert.MessagesAsync(Connections, turn), await bot.MessagesAsync(Connections, turn));

    private static void PrintRounds(List<(Rate Bare, Rate Insert, Rate Bot)> rounds)
    {
        var (bare, insert, bot) = (Median(rounds.Select(round => round.Bare)), Median(rounds.Select(round => round.Insert)), Median(rounds.Select(round => round.Bot)));
        Console.WriteLine($"bare: verify, answer           {bare}");
        Console.WriteLine($"bare: verify, group commit     {insert}");
        Console.WriteLine($"IncidentBot, the whole road    {bot}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"whole road / bare group commit {bot.PerSecond / insert.PerSecond,9:P0} (goal 90 %)"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"whole road / bare answer       {bot.PerSecond / bare.PerSecond,9:P0}"));
    }

    private static async Task GrowAsync(string database, Load bot, TimeSpan turn, int messages)
    {
        await using var dataSource = NpgsqlDataSource.Create(database);
        await using (var fresh = dataSource.CreateCommand("delete from timeline_events where kind = 'message'"))
            await fresh.ExecuteNonQueryAsync();

        var first = await bot.MessagesAsync(1, turn / 2);
        await using var count = dataSource.CreateCommand("select count(*) from timeline_events where kind = 'message'");
        while ((long)(await count.ExecuteScalarAsync())! < messages)
            await bot.MessagesAsync(Connections, TimeSpan.FromSeconds(1));
        var last = await bot.MessagesAsync(1, turn / 2);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"the {messages:N0}th message         p50 {last.P50:0.00} ms, the first ones {first.P50:0.00} ms: ratio {last.P50 / first.P50:0.00} (goal <= 1.2)"));
    }

    public static Rate Median(IEnumerable<Rate> rates)
    {
        var sorted = rates.OrderBy(rate => rate.PerSecond).ToList();
        return sorted[sorted.Count / 2];
    }

    public static Task<ServerProcess> StartBotAsync(ServerProcess slack, string database) => ServerProcess.StartAsync(
        _ => [],
        "IncidentBot.dll",
        "/health/ready",
        new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:{port}",
            ["ConnectionStrings__IncidentBot"] = database,
            ["Slack__SigningSecret"] = Load.Secret,
            ["Slack__BotToken"] = "xoxb-benchmark",
            ["Slack__ApiBaseUrl"] = $"http://127.0.0.1:{slack.Port}/api/",
            ["Web__ApiToken"] = ApiToken,
            ["Logging__LogLevel__Default"] = "Warning",
        });

    private static async Task<string> CreateAsync(string connectionString, string name)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"create database {name}", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(connectionString) { Database = name, MaxPoolSize = 20 }.ConnectionString;
    }
}
