using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace IncidentBot.Tests.Infrastructure;

/// <summary>The program as a process of its own, so that it can be killed at any moment.</summary>
public sealed partial class BotProcess : IAsyncDisposable
{
    private readonly Process _process;
    private bool _isDisposed;

    private BotProcess(Process process, Uri address)
    {
        (_process, Address) = (process, address);
        Http = new HttpClient { BaseAddress = address };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestBot.ApiToken);
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public static async Task<BotProcess> StartAsync(string database, IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "IncidentBot.dll"), "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["ConnectionStrings__IncidentBot"] = database;
        start.Environment["Web__ApiToken"] = TestBot.ApiToken;

        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        return new BotProcess(process, await AddressAsync(process, cancellationToken));
    }

    /// <summary>SIGKILL: nothing is finished, nothing is said.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: false);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;

        _isDisposed = true;
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
        Http.Dispose();
    }

    private static async Task<Uri> AddressAsync(Process process, CancellationToken cancellationToken)
    {
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new List<string>();
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return await listening.Task.WaitAsync(TimeSpan.FromMinutes(3), cancellationToken);

        void Read(string? line)
        {
            lock (said)
                said.Add(line ?? "");
            if (line is null)
                listening.TrySetException(new InvalidOperationException("The bot ended: " + string.Join('\n', said)));
            else if (Listening().Match(line) is { Success: true } match)
                listening.TrySetResult(new Uri(match.Groups["address"].Value));
        }
    }

    [GeneratedRegex(@"Now listening on: (?<address>http://\S+)")]
    private static partial Regex Listening();
}
