using System.Collections.Concurrent;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Slack.Fake.Methods;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>
/// Slack as the bot meets it: a workspace with people in it who type, and a Web API that refuses what the real one
/// refuses. <c>await slack.Person("Ada").SaysAsync(channel, "hello")</c>.
/// </summary>
public sealed class FakeSlack : IAsyncDisposable
{
    public const string BotToken = "xoxb-fake-token";
    public const string SigningSecret = "fake-signing-secret";

    private readonly WebApplication _server;
    private readonly ConcurrentQueue<LoggedCall> _calls = new();
    private readonly ConcurrentDictionary<string, (DateTimeOffset IssuedAt, bool IsSpent)> _triggers = new();
    private readonly TimeProvider _clock;

    private FakeSlack(WebApplication server, TimeProvider clock)
    {
        (_server, _clock) = (server, clock);
        Workspace = new FakeWorkspace(clock);
        Limits = new RateLimits(TimeProvider.System);
        Inbox = new BotInbox(clock, this);
        Workspace.Tell = Inbox.Queue;
    }

    public FakeWorkspace Workspace { get; }

    /// <summary>How events and commands get to the bot.</summary>
    public BotInbox Inbox { get; }

    /// <summary>The addresses at which answers may come later.</summary>
    internal ResponseAddresses Responses { get; } = new();

    public Faults Faults { get; } = new();

    public RateLimits Limits { get; }

    /// <summary>What the bot was granted: all that its manifest asks for.</summary>
    public ISet<string> Scopes { get; } = new HashSet<string>(
    [
        "app_mentions:read", "bookmarks:read", "bookmarks:write", "channels:history", "channels:join", "channels:manage", "channels:read",
        "chat:write", "chat:write.public", "commands", "files:read", "files:write", "groups:history", "groups:read", "groups:write",
        "im:history", "im:write", "im:read", "pins:read", "pins:write", "reactions:read", "reactions:write", "team:read", "usergroups:read",
        "users:read", "users:read.email",
    ]);

    public Uri Address => new(_server.Urls.First());

    public Uri ApiBaseUrl => new(Address, "/api/");

    public IReadOnlyCollection<LoggedCall> Calls => _calls;

    public IEnumerable<LoggedCall> CallsOf(string method) => _calls.Where(call => call.Method == method);

    public static async Task<FakeSlack> StartAsync(TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var slack = new FakeSlack(builder.Build(), clock ?? TimeProvider.System);
        slack.Map();
        await slack._server.StartAsync();
        return slack;
    }

    public FakePerson Person(string name, string timeZone = "UTC") => new(this, Workspace.User(name, timeZone));

    /// <summary>A public channel; the bot is in it only where it is told to be.</summary>
    public FakeChannel NewChannel(string name, bool withBot = false, bool isPrivate = false)
    {
        lock (Workspace.Gate)
        {
            var channel = Workspace.Open(name, Workspace.User("Ada").Id, isPrivate);
            if (withBot)
                channel.Admit(Workspace.BotUser.Id);
            return channel;
        }
    }

    public FakeChannel? FindChannel(string name)
    {
        lock (Workspace.Gate)
            return Workspace.Channels.FirstOrDefault(channel => channel.Name == name || channel.Id == name);
    }

    public Task<FakeChannel> ChannelAsync(string beginning, CancellationToken cancellationToken) => Eventually.GetAsync(() =>
    {
        lock (Workspace.Gate)
        {
            return Task.FromResult(Workspace.Channels.FirstOrDefault(channel => channel.Name.StartsWith(beginning, StringComparison.Ordinal))
                ?? throw new InvalidOperationException($"There is no channel #{beginning}…: {string.Join(", ", Workspace.Channels.Select(channel => channel.Name))}"));
        }
    }, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Inbox.DisposeAsync();
        await _server.DisposeAsync();
    }

    internal static string Permalink(FakeChannel channel, FakeMessage message) =>
        $"https://example.slack.com/archives/{channel.Id}/p{message.Ts.Replace(".", "", StringComparison.Ordinal)}"
        + (message.IsReply ? $"?thread_ts={message.ThreadTs}&cid={channel.Id}" : "");

    internal void Log(LoggedCall call) => _calls.Enqueue(call);

    internal string NewTrigger()
    {
        var trigger = $"{Guid.NewGuid():N}.{Workspace.TeamId}";
        _triggers[trigger] = (_clock.GetUtcNow(), false);
        return trigger;
    }

    /// <returns>Why the trigger opens nothing, if it does not.</returns>
    internal string? SpendTrigger(string trigger)
    {
        if (!_triggers.TryGetValue(trigger, out var issued))
            return "invalid_trigger_id";
        if (issued.IsSpent)
            return "exchanged_trigger_id";

        _triggers[trigger] = issued with { IsSpent = true };
        return _clock.GetUtcNow() - issued.IssuedAt > TimeSpan.FromSeconds(3) ? "expired_trigger_id" : null;
    }

    private void Map()
    {
        ApiMethod[] methods =
        [
            .. new ConversationMethods(Workspace).All, .. new HistoryMethods(Workspace).All, .. new ChatMethods(Workspace).All,
            .. new MarkMethods(Workspace).All, .. new DirectoryMethods(this).All,
            .. new PinMethods(Workspace).All, .. new FileMethods(Workspace).All,
        ];
        var api = new ApiEndpoint(this, methods.ToDictionary(method => method.Name));
        _server.MapGet(SharedFiles.Prefix + "{id}", (HttpContext http, string id) => this.ServeFileAsync(http, id));
        _server.MapPost(ResponseAddresses.Prefix + "{key}", Responses.TakeAsync);
        _server.Map("/api/{method}", (HttpContext http, string method) =>
        {
            Workspace.WritesEverywhere = Scopes.Contains("chat:write.public");
            return api.AnswerAsync(http, method);
        });
    }
}
