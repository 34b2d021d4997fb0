using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IncidentBot.Slack;

namespace IncidentBot.Benchmarks;

/// <summary>Signed Slack traffic over a number of connections.</summary>
internal sealed class Load(int port) : IDisposable
{
    public const string Secret = "benchmark-secret";
    public const string Team = "T01";
    public const string Channel = "C01";

    private static long _messages;

    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

    /// <summary>Sends messages over the connections for a while and measures each answer.</summary>
    public async Task<Rate> MessagesAsync(int connections, TimeSpan howLong)
    {
        var watch = Stopwatch.StartNew();
        var times = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            var own = new List<double>();
            while (watch.Elapsed < howLong)
            {
                var began = Stopwatch.GetTimestamp();
                await PostAsync("/slack/events", "application/json", NextMessage());
                own.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            return own;
        })));
        return Rate.Of([.. times.SelectMany(own => own)], watch.Elapsed);
    }

    public async Task<Rate> CommandsAsync(int count, Func<int, string> text)
    {
        var times = new List<double>();
        var watch = Stopwatch.StartNew();
        for (var number = 0; number < count; number++)
        {
            var began = Stopwatch.GetTimestamp();
            await CommandAsync(text(number));
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        return Rate.Of(times, watch.Elapsed);
    }

    public Task<string> CommandAsync(string text, string channel = Channel) => PostAsync("/slack/commands", "application/x-www-form-urlencoded",
        $"team_id={Team}&channel_id={channel}&channel_name=bench&user_id=U01&command=%2Fincident&text={WebUtility.UrlEncode(text)}&trigger_id={Guid.NewGuid()}&response_url=https%3A%2F%2Fhooks.slack.com%2Fx");

    /// <summary>Presses a button that opens a form.</summary>
    public Task<string> PressAsync(string verb)
    {
        var value = new SlackPress(verb, null, OpensForm: true).ToJson();
        var payload = JsonSerializer.Serialize(new
        {
            type = "block_actions",
            user = new { id = "U01", team_id = Team },
            team = new { id = Team },
            channel = new { id = Channel, name = "bench" },
            container = new { type = "message", channel_id = Channel, message_ts = "1.000001" },
            trigger_id = Guid.NewGuid(),
            response_url = "https://hooks.slack.com/x",
            actions = new[] { new { type = "button", action_id = $"{SlackPress.ActionPrefix}1", action_ts = "1.000001", value } },
        });
        return PostAsync("/slack/interactivity", "application/x-www-form-urlencoded", $"payload={WebUtility.UrlEncode(payload)}");
    }

    /// <summary>Sends messages at an even pace, by turns to so many channels, and measures each answer.</summary>
    public async Task<Rate> PacedAsync(int perSecond, IReadOnlyList<string> channels, TimeSpan howLong)
    {
        var watch = Stopwatch.StartNew();
        var answers = new List<Task<double>>();
        for (var number = 0; number < perSecond * howLong.TotalSeconds; number++)
        {
            var due = TimeSpan.FromSeconds((double)number / perSecond);
            if (due > watch.Elapsed)
                await Task.Delay(due - watch.Elapsed);
            answers.Add(MeasureAsync(() => PostAsync("/slack/events", "application/json", NextMessage(channels[number % channels.Count]))));
        }

        return Rate.Of([.. await Task.WhenAll(answers)], watch.Elapsed);
    }

    /// <summary>Does something again and again, with a pause between, and measures each time.</summary>
    public static async Task<Rate> RepeatedAsync(Func<int, Task> act, TimeSpan pause, TimeSpan howLong)
    {
        var watch = Stopwatch.StartNew();
        var times = new List<double>();
        for (var number = 0; watch.Elapsed < howLong; number++)
        {
            times.Add(await MeasureAsync(() => act(number)));
            await Task.Delay(pause);
        }

        return Rate.Of(times, watch.Elapsed);
    }

    /// <summary>Does something so many times, with a pause between, and measures each time.</summary>
    public static async Task<Rate> RepeatedAsync(Func<int, Task> act, TimeSpan pause, int times)
    {
        var watch = Stopwatch.StartNew();
        var taken = new List<double>();
        for (var number = 0; number < times; number++)
        {
            taken.Add(await MeasureAsync(() => act(number)));
            await Task.Delay(pause);
        }

        return Rate.Of(taken, watch.Elapsed);
    }

    public async Task<string> PostAsync(string path, string type, string body)
    {
        var ts = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var hex = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"v0:{ts}:{body}")));
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, type) };
        request.Headers.Add("X-Slack-Request-Timestamp", ts);
        request.Headers.Add("X-Slack-Signature", $"v0={hex}");
        using var response = await _client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }

    public async Task<string> GetAsync(string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", token);
        using var response = await _client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }

    public void Dispose() => _client.Dispose();

    public static async Task<double> MeasureAsync(Func<Task> act)
    {
        var began = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    public static string NextMessage(string channel = Channel)
    {
        var number = Interlocked.Increment(ref _messages);
        var ts = string.Create(CultureInfo.InvariantCulture, $"{1705329000 + number / 1000000}.{number % 1000000:000000}");
        return $$$"""
            {"token":"x","team_id":"{{{Team}}}","api_app_id":"A01","type":"event_callback","event_id":"Ev{{{number}}}","event_time":1705329000,"authorizations":[{"team_id":"{{{Team}}}","user_id":"UBOT","is_bot":true}],"event":{"type":"message","user":"U01","text":"error rate is at {{{number % 100}}}% and the pool of the API is still full, looking at the database","ts":"{{{ts}}}","channel":"{{{channel}}}","channel_type":"channel","event_ts":"{{{ts}}}","team":"{{{Team}}}","client_msg_id":"c{{{number}}}"}}
            """;
    }
}

/// <param name="P50">Milliseconds, as <paramref name="P99"/>.</param>
internal sealed record Rate(double PerSecond, double P50, double P99)
{
    public static Rate Of(List<double> times, TimeSpan elapsed)
    {
        times.Sort();
        return new Rate(times.Count / elapsed.TotalSeconds, times[times.Count / 2], times[times.Count * 99 / 100]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{PerSecond,9:N0}/s   p50 {P50,6:0.0} ms   p99 {P99,6:0.0} ms");
}
