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

    /// <summary>The app's own token, which opens Socket Mode.</summary>
    public const string AppToken = "xapp-1-fake-token";

    public const string SigningSecret = "fake-signing-secret";

    private readonly WebApplication _server;
    private readonly ConcurrentQueue<LoggedCall> _calls = new();

    private FakeSlack(WebApplication server, TimeProvider clock)
    {
        _server = server;
        Workspace = new FakeWorkspace(clock);
        Limits = new RateLimits(TimeProvider.System);
        Inbox = new BotInbox(clock, this);
        Files = new FakeFiles(this);
        Views = new FakeViews(Workspace);
        Triggers = new Triggers(clock, () => Inbox!.Patience);
        Responses = new ResponseAddresses(this, clock);
        Payloads = new InteractionPayloads(this);
        Shown = new ShownAnswers(this);
        Workspace.Tell = Inbox.Queue;
        OAuth = new FakeOAuth(this, clock);
    }

    public FakeWorkspace Workspace { get; }

    /// <summary>How events and commands get to the bot.</summary>
    public BotInbox Inbox { get; }

    /// <summary>The addresses at which answers may come later.</summary>
    internal ResponseAddresses Responses { get; }

    internal FakeFiles Files { get; }

    internal FakeViews Views { get; }

    internal Triggers Triggers { get; }

    internal InteractionPayloads Payloads { get; }

    internal ShownAnswers Shown { get; }

    /// <summary>Who installed the bot, and with which tokens it may come.</summary>
    public FakeOAuth OAuth { get; }

    internal ApiEndpoint Api { get; private set; } = null!;

    public Faults Faults { get; } = new();

    public RateLimits Limits { get; }

    /// <summary>What the bot was granted: all that its manifest asks for.</summary>
    public ISet<string> Scopes { get; } = new HashSet<string>(
    [
        "app_mentions:read", "bookmarks:read", "bookmarks:write", "channels:history", "channels:join", "channels:manage", "channels:read",
        "chat:write", "chat:write.public", "commands", "files:read", "files:write", "groups:history", "groups:read", "groups:write",
        "im:history", "im:write", "im:read", "pins:read", "pins:write", "reactions:read", "reactions:write", "team:read", "usergroups:read",
        "users:read", "users:read.email", "canvases:read", "canvases:write",
    ]);

    /// <summary>What the app's own token may do.</summary>
    public ISet<string> AppScopes { get; } = new HashSet<string>(["connections:write"]);

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

    /// <summary>What people and the bot uploaded.</summary>
    public IReadOnlyCollection<FakeFile> UploadedFiles => Files.All;

    /// <summary>What the bot said that would ring everybody in a channel; there should be nothing.</summary>
    public IReadOnlyList<(FakeChannel Channel, string Text)> Broadcasts
    {
        get
        {
            lock (Workspace.Gate)
                return [.. Workspace.Pings.Where(ping => ping.Whom is "channel" or "here" or "everyone").Select(ping => (ping.Channel, ping.Text))];
        }
    }

    public FakePerson Person(string name, string timeZone = "UTC") => new(this, Workspace.User(name, timeZone));

    /// <summary>A public channel; the bot is in it only where it is told to be.</summary>
    public FakeChannel NewChannel(string name, bool withBot = false, bool isPrivate = false, bool isShared = false)
    {
        lock (Workspace.Gate)
        {
            var channel = Workspace.Open(name, Workspace.User("Ada").Id, isPrivate, isShared: isShared);
            if (withBot)
                channel.Admit(Workspace.BotUser.Id);
            return channel;
        }
    }

    /// <summary>Every channel there is or was.</summary>
    public IReadOnlyList<FakeChannel> Channels
    {
        get
        {
            lock (Workspace.Gate)
                return [.. Workspace.Channels.Where(channel => !channel.IsDirect)];
        }
    }

    /// <summary>What the bot said to one person alone, in their conversation with it.</summary>
    public IReadOnlyList<string> DirectTo(FakePerson person)
    {
        FakeChannel? direct;
        lock (Workspace.Gate)
            direct = Workspace.Channels.FirstOrDefault(channel => channel.IsDirect && channel.Has(person.User.Id));
        return direct is null ? [] : [.. direct.BotPosts.Select(post => post.Text)];
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

    internal string ResponseUrl(ResponseContext context) => new Uri(Address, Responses.Open(context).Path).ToString();

    internal void Log(LoggedCall call) => _calls.Enqueue(call);

    private void Map()
    {
        ApiMethod[] methods =
        [
            .. new ConversationMethods(Workspace).All, .. new HistoryMethods(Workspace, Limits).All, .. new ChatMethods(Workspace).All,
            .. new MarkMethods(Workspace).All, .. new PinMethods(Workspace).All, .. new BookmarkMethods(Workspace).All, .. new CanvasMethods(Workspace).All,
            .. new MembershipMethods(Workspace).All, .. new GroupMethods(Workspace).All, .. new FileMethods(this).All, .. new DirectoryMethods(this).All,
            .. new ViewMethods(this).All, .. new ConnectionMethods(this).All,
        ];
        Api = new ApiEndpoint(this, methods.ToDictionary(method => method.Name));
        _server.UseWebSockets();
        _server.Map(SocketDoor.Path, Inbox.Socket.TakeAsync);
        _server.MapPost(FakeFiles.UploadPrefix + "{key}", Files.TakeAsync).DisableAntiforgery();
        _server.MapGet("/files-pri/{key}/{**name}", Files.Show);
        _server.MapGet(SharedFiles.Prefix + "{id}", (HttpContext http, string id) => this.ServeFileAsync(http, id));
        _server.MapPost(ResponseAddresses.Prefix + "{key}", Responses.TakeAsync);
        _server.Map("/api/{method}", (HttpContext http, string method) =>
        {
            Workspace.WritesEverywhere = Scopes.Contains("chat:write.public");
            return Api.AnswerAsync(http, method);
        });
    }
}
