using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Sandbox;
using IncidentBot.Sandbox.Script;

namespace IncidentBot.Cli;

/// <summary>
/// <c>demo</c> plays the worked example in the sandbox, slowly enough to watch, and goes on running;
/// <c>demo --once</c> plays it at once and prints the finished document.
/// </summary>
public static class DemoVerb
{
    private const string OwnData = "data/try";
    private static readonly TimeSpan WatchingTime = TimeSpan.FromSeconds(80);
    private static readonly TimeSpan LongestWaitForViewer = TimeSpan.FromSeconds(15);

    public static Task<int> RunAsync(string[] args) =>
        args.Contains("--once") ? OnceAsync([.. args.Where(arg => arg != "--once")]) : WatchAsync(args);

    private static async Task<int> OnceAsync(string[] args)
    {
        using var folder = new PassingFolder();
        await using var app = await IncidentBotApp.BuildAsync(args, builder =>
        {
            UseData(builder, folder.Path);
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Configuration["Logging:Console:LogToStandardErrorThreshold"] = nameof(LogLevel.Trace);
            builder.Configuration["Logging:LogLevel:Default"] = nameof(LogLevel.Warning);
            builder.Configuration["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = nameof(LogLevel.Warning);
        });
        await app.StartAsync();
        var stopping = app.Lifetime.ApplicationStopping;
        var incident = await PlayerOf(app).PlayAsync(ChatScript.Load(ChatScript.WorkedExample), TimeSpan.Zero, null, stopping);
        var live = await app.Services.GetRequiredService<DocumentReader>().ReadAsync(incident, stopping);
        await Console.Out.WriteAsync(live!.Markdown(Form.Finished));
        await app.StopAsync(CancellationToken.None);
        return 0;
    }

    private static async Task<int> WatchAsync(string[] args)
    {
        await using var app = await IncidentBotApp.BuildAsync(args, builder =>
        {
            UseData(builder, OwnData);
            if (ListenAddress.Choose(builder) is { } address)
                builder.Configuration["Web:PublicUrl"] = ListenAddress.ForBrowser(address);
        });
        await app.StartAsync();
        await ShowAsync(app);
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static async Task ShowAsync(WebApplication app)
    {
        var sandbox = $"{ListenAddress.ForBrowser(app.Urls.First())}/sandbox";
        Say($"Open {sandbox} in a browser on this machine: the worked example begins to play when you do.");
        var stopping = app.Lifetime.ApplicationStopping;
        try
        {
            await Task.WhenAny(app.Services.GetRequiredService<SandboxFeed>().SomebodyWatches, Task.Delay(LongestWaitForViewer, stopping));
            var script = ChatScript.Load(ChatScript.WorkedExample);
            var incident = await PlayerOf(app).PlayAsync(
                script, WatchingTime, opened => Say($"The postmortem writes itself at {Postmortem(sandbox, opened)}"), stopping);
            Say($"""
                The worked example has been played. The finished postmortem: {Postmortem(sandbox, incident)}?form=finished
                Play on: go to #general at {sandbox}, type /incident start P2 and a title. Ctrl+C stops.
                """);
        }
        catch (OperationCanceledException)
        {
            // Stopped while it played.
        }
    }

    private static string Postmortem(string sandbox, IncidentId incident) => $"{sandbox}/incidents/{incident}/postmortem.md";

    private static void UseData(WebApplicationBuilder builder, string folder)
    {
        builder.Configuration["Sandbox:Enabled"] = "true";
        if (string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString("IncidentBot")))
            builder.Configuration["Storage:DataDirectory"] = folder;
    }

    private static ScriptPlayer PlayerOf(WebApplication app) => app.Services.GetRequiredService<ScriptPlayer>();

    private static void Say(string line) => Console.WriteLine($"\n{line}\n");

    /// <summary>Gone when the play is over. Every user may enter it: under root, PostgreSQL runs as another one.</summary>
    private sealed class PassingFolder : IDisposable
    {
        private readonly string _root = Directory.CreateTempSubdirectory("incidentbot-demo-").FullName;

        public PassingFolder()
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(_root, File.GetUnixFileMode(_root) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        public string Path => System.IO.Path.Combine(_root, "data");

        public void Dispose() => Directory.Delete(_root, recursive: true);
    }
}
