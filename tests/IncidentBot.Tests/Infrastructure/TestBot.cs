using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentBot.Tests.Infrastructure;

/// <summary>The real program on a free port of this machine, with a database of its own.</summary>
public sealed class TestBot : IAsyncDisposable
{
    public const string ApiToken = "test-api-token";

    private readonly IReadOnlyDictionary<string, string?> _settings;
    private readonly TimeProvider? _clock;
    private WebApplication? _app;

    private TestBot(IReadOnlyDictionary<string, string?> settings, TimeProvider? clock)
    {
        (_settings, _clock) = (settings, clock);
        Http = new HttpClient(new AddressHandler(() => Address));
        Http.BaseAddress = AddressHandler.Anywhere;
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ApiToken);
    }

    /// <summary>Another one after each start.</summary>
    public Uri Address => new(_app?.Urls.First() ?? throw new InvalidOperationException("The bot is not running."));

    /// <summary>Carries the token of the contract; relative addresses lead to the bot wherever it is.</summary>
    public HttpClient Http { get; }

    public IServiceProvider Services => _app?.Services ?? throw new InvalidOperationException("The bot is not running.");

    public static async Task<TestBot> StartAsync(string database, IReadOnlyDictionary<string, string?>? settings = null, TimeProvider? clock = null)
    {
        var bot = new TestBot(new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>())
        {
            // Tests that are about something else jump in time, and would be asked and reminded in between.
            ["Questions:Enabled"] = settings?.GetValueOrDefault("Questions:Enabled") ?? "false",
            ["Nudges:Enabled"] = settings?.GetValueOrDefault("Nudges:Enabled") ?? "false",
            ["Reminders:Enabled"] = settings?.GetValueOrDefault("Reminders:Enabled") ?? "false",
            ["ConnectionStrings:IncidentBot"] = database,
            ["Web:ApiToken"] = ApiToken,
            ["Logging:LogLevel:Default"] = "Error",
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Error",
        }, clock);
        await bot.RunAsync();
        return bot;
    }

    /// <summary>Stops it in good order and starts it again on the same database.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await RunAsync();
    }

    public async Task StopAsync()
    {
        if (_app is not { } running)
            return;

        _app = null;
        await running.StopAsync();
        await running.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Http.Dispose();
    }

    private async Task RunAsync()
    {
        _app = await IncidentBotApp.BuildAsync(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(_settings);
            if (_clock is not null)
                builder.Services.AddSingleton(_clock);
        });
        await _app.StartAsync();
    }
}
