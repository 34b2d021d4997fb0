using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using IncidentBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentBot.Benchmarks;

/// <summary>What people feel in Teams while it burns: cards and dialogs beside a stream of chat. Teams shows an error where an invoke takes long.</summary>
internal static class BusyTeams
{
    private const int MessagesPerSecond = 50;

    private const string Goal = "(goal p99 < 500 ms)";

    public static async Task<int> RunAsync(bool quick)
    {
        var howLong = TimeSpan.FromSeconds(quick ? 10 : 40);
        using var key = RSA.Create(2048);
        var folder = Directory.CreateTempSubdirectory("incidentbot-bench-");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.FullName, File.GetUnixFileMode(folder.FullName) | UnixFileMode.OtherExecute);
        try
        {
            await using var postgres = await EmbeddedPostgres.StartAsync(folder.FullName, NullLogger.Instance, TimeProvider.System, CancellationToken.None);
            await using var teams = await ServerProcess.StartAsync(port => ["quiet-teams", $"{port}", TeamsLoad.Part(key.ExportParameters(false).Modulus!)], "IncidentBot.Benchmarks.dll", "/keys");
            await using var bot = await StartBotAsync(teams, postgres.ConnectionString);
            using var load = new TeamsLoad(bot.Port, teams.Port, key);
            await load.CallAsync("start P1 Benchmark --here");
            // The runtime compiles what runs often anew.
            await BesideChatAsync(load, howLong / 4, print: false);
            await BesideChatAsync(load, howLong, print: true);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static async Task BesideChatAsync(TeamsLoad load, TimeSpan howLong, bool print)
    {
        var dialogs = new ConcurrentQueue<(int Number, string Id)>();
        var chat = ChatAsync(load, howLong);
        var presses = Load.RepeatedAsync(load.PressAsync, TimeSpan.FromMilliseconds(150), howLong);
        var fetches = Load.RepeatedAsync(async number => dialogs.Enqueue((number, await load.FetchAsync(number))), TimeSpan.FromMilliseconds(250), howLong);
        await Task.Delay(TimeSpan.FromSeconds(1));
        var submits = Load.RepeatedAsync(_ => dialogs.TryDequeue(out var dialog) ? load.SubmitAsync(dialog.Number, dialog.Id) : Task.Delay(1), TimeSpan.FromMilliseconds(300), howLong - TimeSpan.FromSeconds(1));
        await Task.WhenAll(chat, presses, fetches, submits);
        if (!print)
            return;

        Console.WriteLine($"Teams, chat, {MessagesPerSecond} a second       {await chat}");
        Console.WriteLine($"presses on cards meanwhile     {await presses} {Goal}");
        Console.WriteLine($"dialogs opened meanwhile       {await fetches} {Goal}");
        Console.WriteLine($"dialogs sent meanwhile         {await submits} {Goal}");
    }

    private static async Task<Rate> ChatAsync(TeamsLoad load, TimeSpan howLong)
    {
        var watch = Stopwatch.StartNew();
        var answers = new List<Task<double>>();
        for (var number = 0; number < MessagesPerSecond * howLong.TotalSeconds; number++)
        {
            var due = TimeSpan.FromSeconds((double)number / MessagesPerSecond);
            if (due > watch.Elapsed)
                await Task.Delay(due - watch.Elapsed);
            var which = number;
            answers.Add(Load.MeasureAsync(() => load.SayAsync(which)));
        }

        return Rate.Of([.. await Task.WhenAll(answers)], watch.Elapsed);
    }

    private static Task<ServerProcess> StartBotAsync(ServerProcess teams, string database) => ServerProcess.StartAsync(
        _ => [],
        "IncidentBot.dll",
        "/health/ready",
        new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:{port}",
            ["ConnectionStrings__IncidentBot"] = database,
            ["Teams__AppId"] = TeamsLoad.AppId,
            ["Teams__AppPassword"] = "of-the-benchmark",
            ["Teams__TenantId"] = TeamsLoad.Tenant,
            ["Teams__TokenUrl"] = $"http://127.0.0.1:{teams.Port}/token",
            ["Teams__OpenIdMetadataUrl"] = $"http://127.0.0.1:{teams.Port}/openid",
            ["Teams__AllowedServiceUrls__0"] = $"http://127.0.0.1:{teams.Port}",
            ["Web__ApiToken"] = Report.ApiToken,
            ["Logging__LogLevel__Default"] = "Warning",
        });
}
