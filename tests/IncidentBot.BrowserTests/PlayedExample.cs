using IncidentBot.Incidents;
using IncidentBot.Sandbox.Script;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Sandbox;
using Xunit;

namespace IncidentBot.BrowserTests;

/// <summary>A bot in whose sandbox the worked example has been played, with no pauses.</summary>
public sealed class PlayedExample(PostgresFixture postgres) : IAsyncLifetime
{
    private SandboxHost? _host;

    internal SandboxHost Host => _host!;

    public IncidentId Incident { get; private set; }

    public async ValueTask InitializeAsync()
    {
        _host = await SandboxHost.StartAsync(await postgres.CreateDatabaseAsync());
        Incident = await PlayAsync(_host);
    }

    internal static Task<IncidentId> PlayAsync(SandboxHost host) => host.Get<ScriptPlayer>().PlayAsync(
        ChatScript.Load(ChatScript.WorkedExample), TimeSpan.Zero, null, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
    }
}
