using System.Globalization;
using System.Text.RegularExpressions;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake;
using Xunit;

namespace IncidentBot.Tests.Slack;

/// <summary>The real bot, a database and a Slack, ready to be talked to; a class of tests shares one, each test in channels of its own.</summary>
public sealed partial class SlackWorld(PostgresFixture postgres) : IAsyncLifetime
{
    private int _rooms;
    private (string Name, string Value)[] _furniture = [];

    public FakeSlack Slack { get; private set; } = null!;

    public TestBot Bot { get; private set; } = null!;

    public string Database { get; private set; } = null!;

    public Transport Transport { get; init; }

    public FakePerson Ada => Slack.Person("Ada Lovelace");

    public FakePerson Grace => Slack.Person("Grace Hopper");

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>On a database that a test has prepared.</summary>
    public static async Task<SlackWorld> CreateAsync(PostgresFixture postgres, string database, Transport transport = Transport.Http)
    {
        var world = new SlackWorld(postgres) { Transport = transport };
        await world.StartAsync(database, null, []);
        return world;
    }

    /// <summary>For tests that need a world to themselves.</summary>
    public static Task<SlackWorld> CreateAsync(PostgresFixture postgres, TimeProvider? clock = null, params (string Name, string Value)[] settings) =>
        CreateAsync(postgres, Transport.Http, clock, settings);

    /// <summary>For settings that name what is in the workspace: channels, groups, people.</summary>
    public static async Task<SlackWorld> CreateAsync(PostgresFixture postgres, Func<FakeSlack, IEnumerable<(string Name, string Value)>> furnish, TimeProvider? clock = null)
    {
        var world = new SlackWorld(postgres);
        await world.StartAsync(await postgres.CreateDatabaseAsync(), clock, furnish);
        // What these tests look at comes after the answer, which a machine that is busy with tests may give late.
        world.Slack.Inbox.Patience = TimeSpan.FromSeconds(20);
        return world;
    }

    /// <summary>The same people and the same bot, whichever way it hears of them.</summary>
    public static async Task<SlackWorld> CreateAsync(PostgresFixture postgres, Transport transport, TimeProvider? clock = null, params (string Name, string Value)[] settings)
    {
        var world = new SlackWorld(postgres) { Transport = transport };
        await world.StartAsync(await postgres.CreateDatabaseAsync(), clock, settings);
        return world;
    }

    public async ValueTask InitializeAsync() => await StartAsync(await postgres.CreateDatabaseAsync(), null, []);

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        await Slack.DisposeAsync();
    }

    /// <summary>What the bot is started with, for one that a test starts itself.</summary>
    public Dictionary<string, string?> Settings()
    {
        var settings = new Dictionary<string, string?>
        {
            [Transport == Transport.Socket ? "Slack:AppToken" : "Slack:SigningSecret"] = Transport == Transport.Socket ? FakeSlack.AppToken : FakeSlack.SigningSecret,
            ["Slack:BotToken"] = FakeSlack.BotToken,
            ["Slack:ApiBaseUrl"] = Slack.ApiBaseUrl.ToString(),
            ["Slack:AllowedHosts:0"] = Slack.Address.Authority,
        };
        foreach (var (name, value) in _furniture)
            settings[name] = value;
        return settings;
    }

    public async Task RestartBotAsync()
    {
        Slack.Inbox.Bot = null;
        await Bot.RestartAsync();
        Slack.Inbox.Bot = Bot.Address;
    }

    /// <summary>Waits until the bot has said and done all that it has to.</summary>
    public Task OutboxIsEmptyAsync() => Eventually.GetAsync(
        async () => await Rows.CountAsync(Database, "select count(*) from outbox where sent_at is null and gave_up_at is null") is var waiting and > 0
            ? throw new TimeoutException($"{waiting} errands still wait.")
            : true,
        Cancel);

    /// <summary>A channel where people talk of other things; the bot is not in it.</summary>
    public FakeChannel NewRoom(bool withBot = false) =>
        Slack.NewChannel(string.Create(CultureInfo.InvariantCulture, $"room-{Interlocked.Increment(ref _rooms)}"), withBot);

    /// <summary>Types <c>/incident start …</c>, and goes where the bot then opens a channel.</summary>
    public async Task<StartedIncident> StartIncidentAsync(string title, FakePerson? by = null, HttpClient? pages = null)
    {
        var room = NewRoom();
        var answer = await (by ?? Ada).CommandsAsync(room, "/incident", "start " + title);
        var id = IdOf(answer);
        var home = await Slack.ChannelAsync(ChannelOf(id), Cancel);
        await Eventually.TrueAsync(() => home.Pinned is not null, $"{id} has a card in its home", Cancel);
        return new StartedIncident(pages ?? Bot.Http, Ada, id, room, home, answer);
    }

    /// <summary>Types a command that opens an incident, in a room, and follows it nowhere.</summary>
    public async Task<StartedIncident> DeclareAsync(FakeChannel room, string command)
    {
        var answer = await Ada.CommandsAsync(room, "/incident", command);
        return new StartedIncident(Bot.Http, Ada, IdOf(answer), room, room, answer);
    }

    /// <summary>Types <c>/incident start … --here</c>.</summary>
    public Task<StartedIncident> StartHereAsync(FakeChannel room, string title) => DeclareAsync(room, $"start {title} --here");

    private static string IdOf(CommandAnswer answer) =>
        IdIn().Match(answer.Text) is { Success: true } match ? match.Value : throw new InvalidOperationException($"No incident was started: {answer}");

    private static string ChannelOf(string incidentId) => incidentId.ToLowerInvariant();

    private Task StartAsync(string database, TimeProvider? clock, (string Name, string Value)[] settings) => StartAsync(database, clock, _ => settings);

    private async Task StartAsync(string database, TimeProvider? clock, Func<FakeSlack, IEnumerable<(string Name, string Value)>> furnish)
    {
        Database = database;
        Slack = await FakeSlack.StartAsync(clock);
        Slack.Inbox.Transport = Transport;
        // They are there before anybody looks for them.
        _ = (Ada, Grace);
        _furniture = [.. furnish(Slack)];
        Bot = await TestBot.StartAsync(Database, Settings(), clock);
        Slack.Inbox.Bot = Bot.Address;
        if (Transport == Transport.Socket)
            await Eventually.TrueAsync(() => Slack.Inbox.Socket.Connections.Count > 0, "the bot has opened its WebSocket", Cancel);
    }

    [GeneratedRegex(@"INC-\d{4}-\d{4}-\d{4}(-\d+)?")]
    private static partial Regex IdIn();
}
