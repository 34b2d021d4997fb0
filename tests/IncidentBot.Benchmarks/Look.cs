using System.Diagnostics;
using System.Globalization;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Benchmarks;

/// <summary><c>look [incidents] [messages]</c>: search, related incidents and lists over many of them, and what the index costs the road of a message.</summary>
internal static class Look
{
    private const int Repeats = 60;
    private static readonly Person Ada = new("slack:T01/U01", "Ada");
    private static readonly (string What, string Words)[] Searches =
    [
        ("a rare word", "w7654"),
        ("a word of very many messages", "pool"),
        ("two words", "w91 w150"),
        ("two words of very many messages", "error pool"),
        ("a beginning", "connec"),
        ("an error text", "connection_pool.exhausted"),
        ("a code", "E11000"),
        ("an id", "INC-2019-0103"),
        ("a rare phrase", "\"w301 w17\""),
        ("a phrase of very many messages", "\"error rate\""),
        ("nothing there", "walrus"),
    ];

    public static async Task<int> RunAsync(int incidents, int messages)
    {
        await using var ground = await LookGround.StartAsync();
        var made = Stopwatch.StartNew();
        await ground.FillAsync(incidents, messages);
        Console.WriteLine($"{incidents:N0} incidents and {messages:N0} messages were made in {made.Elapsed.TotalSeconds:0} s");

        await using var slack = await ServerProcess.StartAsync(port => ["slack", $"{port}"], "IncidentBot.Benchmarks.dll", "/api/auth.test");
        await using (var bot = await Report.StartBotAsync(slack, ground.ConnectionString))
        {
            var indexed = Stopwatch.StartNew();
            await ground.WaitUntilIndexedAsync();
            Console.WriteLine($"the index was filled beside the running bot in {indexed.Elapsed.TotalSeconds:0} s and takes {await ground.IndexMegabytesAsync()} MB");
            await SearchAsync(ground);
            await RelateAsync(ground);
            await LookAtListsAsync(bot);
            await CompareRoadAsync(ground, bot);
        }

        return 0;
    }

    private static async Task SearchAsync(LookGround ground)
    {
        var lists = new IncidentLists(ground.DataSource);
        var bare = await MeasureAsync(ground.AskNothingAsync);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the database asked for nothing at all: p50 {bare.P50:0.0} ms, p99 {bare.P99:0.0} ms; what is more than this machine's usual 0.1 ms is others' work"));
        foreach (var (what, words) in Searches)
        {
            var count = (await lists.SearchAsync(Ada, words, 1, 20, CancellationToken.None)).Count;
            var rate = await MeasureAsync(() => lists.SearchAsync(Ada, words, 1, 20, CancellationToken.None));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"search, {what,-32} {words,-28} {count,6:N0} found   p50 {rate.P50,6:0.0} ms   p99 {rate.P99,6:0.0} ms (goal < 100)"));
        }
    }

    private static async Task RelateAsync(LookGround ground)
    {
        var related = new RelatedIncidentStore(ground.DataSource);
        var record = LookGround.RecordOf(7);
        var found = await related.SuggestAsync(record, Ada);
        var rate = await MeasureAsync(() => related.SuggestAsync(record, Ada));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"related incidents, {found.Length} suggested   p50 {rate.P50,6:0.0} ms   p99 {rate.P99,6:0.0} ms (goal < 100)"));
    }

    private static async Task LookAtListsAsync(ServerProcess bot)
    {
        using var load = new Load(bot.Port);
        foreach (var path in new[] { "/incidents", "/incidents?q=pool", "/trends", "/actions" })
            Console.WriteLine($"{path,-20} {await MeasureAsync(() => load.GetAsync(path, Report.ApiToken))}");
    }

    private static async Task<Rate> MeasureAsync(Func<Task> act)
    {
        for (var warm = 0; warm < 5; warm++)
            await act();
        return await Load.RepeatedAsync(_ => act(), TimeSpan.FromMilliseconds(1), Repeats);
    }

    /// <summary>By turns, so that what else the machine does falls on both.</summary>
    private static async Task CompareRoadAsync(LookGround ground, ServerProcess bot)
    {
        using var load = new Load(bot.Port);
        await load.CommandAsync("start P1 Benchmark --here");
        await load.MessagesAsync(32, TimeSpan.FromSeconds(6));
        var (with, without) = (new List<Rate>(), new List<Rate>());
        for (var round = 0; round < 3; round++)
        {
            with.Add(await load.MessagesAsync(32, TimeSpan.FromSeconds(4)));
            await using (await ground.HoldIndexAsync())
                without.Add(await load.MessagesAsync(32, TimeSpan.FromSeconds(4)));
        }

        var (busy, idle) = (Report.Median(with), Report.Median(without));
        Console.WriteLine($"the road of a message, indexer at work  {busy}");
        Console.WriteLine($"the road of a message, indexer held     {idle}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"with / without                          {busy.PerSecond / idle.PerSecond,9:P0}"));
        var behind = Stopwatch.StartNew();
        await ground.WaitUntilIndexedAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the index has caught up after {behind.Elapsed.TotalSeconds:0.0} s"));
    }
}
