using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.ServerSentEvents;
using IncidentBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentBot.Benchmarks;

/// <summary>
/// <c>pages [messages]</c>: how soon a change is on twenty open pages while people talk, and how long a page of an incident with so
/// many messages takes to come.
/// </summary>
internal static class OpenPages
{
    private const int Pages = 20;
    private const int MessagesPerSecond = 100;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(15);

    public static async Task<int> RunAsync(int messages)
    {
        var folder = Directory.CreateTempSubdirectory("incidentbot-pages-");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.FullName, File.GetUnixFileMode(folder.FullName) | UnixFileMode.OtherExecute);
        try
        {
            await using var postgres = await EmbeddedPostgres.StartAsync(folder.FullName, NullLogger.Instance, TimeProvider.System, CancellationToken.None);
            await using var slack = await ServerProcess.StartAsync(port => ["slack", $"{port}"], "IncidentBot.Benchmarks.dll", "/api/auth.test");
            await using var bot = await Report.StartBotAsync(slack, postgres.ConnectionString);
            using var load = new Load(bot.Port);
            await MeasureAsync(load, bot.Port, messages);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static async Task MeasureAsync(Load load, int port, int messages)
    {
        var incident = await DeclareAsync(load);
        await using var pages = OpenedPages.Open(port, incident, Pages);
        Console.WriteLine($"nothing kept, {Pages} pages open, {MessagesPerSecond} messages a second:");
        await BesideChatAsync(load, pages);

        await load.CommandAsync("note Somebody keeps the timeline");
        Console.WriteLine("a timeline that people keep:");
        await BesideChatAsync(load, pages);

        while (await CountAsync(load, incident) < messages)
            await load.MessagesAsync(32, TimeSpan.FromSeconds(1));
        foreach (var path in new[] { "", "/timeline", "/log", "/postmortem.md", "/postmortem.pdf" })
            Console.WriteLine($"/incidents/{{id}}{path,-15} {await LookAsync(load, $"/incidents/{incident}{path}")}");
    }

    private static async Task<string> DeclareAsync(Load load)
    {
        await load.CommandAsync("start P1 Benchmark --here");
        var list = await load.GetAsync("/incidents.json", Report.ApiToken);
        var id = list.IndexOf("INC-", StringComparison.Ordinal);
        return list[id..list.IndexOf('"', id)];
    }

    private static async Task<int> CountAsync(Load load, string incident) =>
        (await load.GetAsync($"/incidents/{incident}/log.jsonl", Report.ApiToken)).Count(letter => letter == '\n');

    /// <summary>A command now and then beside the chat: from its answer until its words are on each page.</summary>
    private static async Task BesideChatAsync(Load load, OpenedPages pages)
    {
        var chat = load.PacedAsync(MessagesPerSecond, [Load.Channel], Turn);
        var seen = new List<double>();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Turn)
        {
            var words = $"Factor {Guid.NewGuid():N}";
            var shown = pages.WaitForAsync(words);
            await load.CommandAsync($"factor {words}");
            var answered = Stopwatch.GetTimestamp();
            seen.AddRange((await shown).Select(at => Stopwatch.GetElapsedTime(answered, at).TotalMilliseconds));
            await Task.Delay(200);
        }

        Console.WriteLine($"  chat                         {await chat}");
        Console.WriteLine($"  from the answer to the page  {Rate.Of(seen, watch.Elapsed)} (goal p99 < 1,000 ms)");
    }

    private static Task<Rate> LookAsync(Load load, string path) => Load.RepeatedAsync(_ => load.GetAsync(path, Report.ApiToken), TimeSpan.FromMilliseconds(50), 8);

    /// <summary>So many browsers that look at the live document.</summary>
    private sealed class OpenedPages : IAsyncDisposable
    {
        private readonly CancellationTokenSource _end = new();
        private readonly HttpClient _client = new() { Timeout = Timeout.InfiniteTimeSpan };
        private readonly ConcurrentDictionary<string, List<(int Page, TaskCompletionSource<long> Seen)>> _awaited = new();
        private Task[] _reading = [];

        public static OpenedPages Open(int port, string incident, int count)
        {
            var pages = new OpenedPages();
            pages._reading = [.. Enumerable.Range(0, count).Select(page => pages.ReadAsync(page, new Uri($"http://127.0.0.1:{port}/incidents/{incident}/changes")))];
            return pages;
        }

        /// <returns>When each page showed it.</returns>
        public async Task<long[]> WaitForAsync(string words)
        {
            var awaited = Enumerable.Range(0, _reading.Length).Select(page => (page, new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously))).ToList();
            _awaited[words] = awaited;
            var seen = await Task.WhenAll(awaited.Select(page => page.Item2.Task)).WaitAsync(TimeSpan.FromSeconds(30));
            _awaited.TryRemove(words, out _);
            return seen;
        }

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            await Task.WhenAll(_reading);
            _client.Dispose();
            _end.Dispose();
        }

        private async Task ReadAsync(int page, Uri address)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                request.Headers.Authorization = new("Bearer", Report.ApiToken);
                using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _end.Token);
                await using var stream = await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(_end.Token);
                await foreach (var change in SseParser.Create(stream).EnumerateAsync(_end.Token))
                    Take(page, change.Data, Stopwatch.GetTimestamp());
            }
            catch (OperationCanceledException)
            {
                // The measurement is over.
            }
        }

        private void Take(int page, string change, long at)
        {
            foreach (var (words, pages) in _awaited)
            {
                if (change.Contains(words, StringComparison.Ordinal))
                    pages[page].Seen.TrySetResult(at);
            }
        }
    }
}
