using System.Text;
using System.Text.Json.Nodes;
using IncidentBot.Slack;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentBot.Tests.Slack.Install;

/// <summary>The bot that has one workspace by its token, and a second one that installs it. Its people, channels and ids are its own.</summary>
internal sealed class TwoWorkspaces : IAsyncDisposable
{
    public const string SecondTeam = "T0SECOND";

    private TwoWorkspaces(SlackWorld world, FakeSlack second, ShiftedClock clock) => (World, Second, Clock) = (world, second, clock);

    public SlackWorld World { get; }

    public FakeSlack Second { get; }

    public ShiftedClock Clock { get; }

    public FakeOAuth OAuth => World.Slack.OAuth;

    /// <param name="settings">Beside the usual ones.</param>
    public static async Task<TwoWorkspaces> CreateAsync(PostgresFixture postgres, params (string Name, string Value)[] settings)
    {
        var clock = new ShiftedClock(TimeProvider.System.GetUtcNow());
        var second = await FakeSlack.StartAsync(clock);
        second.Workspace.TeamId = SecondTeam;
        var world = await SlackWorld.CreateAsync(postgres, clock, [.. SettingsFor(second), .. settings]);
        second.Inbox.Bot = world.Bot.Address;
        return new TwoWorkspaces(world, second, clock);
    }

    public Dictionary<string, string?> AllSettings()
    {
        var all = World.Settings();
        foreach (var (name, value) in SettingsFor(Second))
            all[name] = value;
        return all;
    }

    public async Task InstallAsync(string? enterprise = null)
    {
        using var browser = new InstallingBrowser(World.Bot);
        using var page = await browser.InstallAsync(OAuth, Second, enterprise);
        page.EnsureSuccessStatusCode();
    }

    /// <summary>Another replica on the same database.</summary>
    public Task<TestBot> StartReplicaAsync() => TestBot.StartAsync(World.Database, AllSettings(), Clock);

    public static SlackWebApi ApiOf(TestBot bot) => bot.Services.GetRequiredService<SlackWorkspaces>().In(SecondTeam);

    public SlackInstallation? Known(TestBot? bot = null) => (bot ?? World.Bot).Services.GetRequiredService<SlackInstallations>().Find(SecondTeam);

    /// <summary>Somebody of the second workspace starts an incident.</summary>
    /// <returns>Its channel, with the card in it.</returns>
    public async Task<FakeChannel> StartIncidentAsync(string title)
    {
        var room = Second.NewChannel("second-room");
        var answer = await Second.Person("Barbara Liskov").CommandsAsync(room, "/incident", "start " + title);
        if (answer.Status != 200 || !answer.Text.Contains("INC-", StringComparison.Ordinal))
            throw new InvalidOperationException($"No incident was started: {answer}");

        var home = await Second.ChannelAsync("inc-", SlackWorld.Cancel);
        await Eventually.TrueAsync(() => home.Pinned is not null, "the second workspace's incident has a card", SlackWorld.Cancel);
        return home;
    }

    /// <summary>Slack tells of something about the installation; as of now, or at another time.</summary>
    public JsonObject Envelope(JsonObject inner) => Second.Inbox.Envelope(inner);

    public async Task<int> PostAsync(JsonObject envelope)
    {
        using var response = await Second.Inbox.PostAsync("/slack/events", Encoding.UTF8.GetBytes(envelope.ToJsonString()), "application/json");
        return (int)response.StatusCode;
    }

    private static (string Name, string Value)[] SettingsFor(FakeSlack second) =>
    [
        ("Slack:ClientId", FakeOAuth.ClientId), ("Slack:ClientSecret", FakeOAuth.ClientSecret), ("Web:PublicUrl", "https://incidents.example.com"),
        ("Slack:AllowedHosts:1", second.Address.Authority),
    ];

    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        await Second.DisposeAsync();
    }
}
