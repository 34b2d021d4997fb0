using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using IncidentBot.Teams;
using IncidentBot.Tests.Infrastructure;
using IncidentBot.Tests.Teams.Fake;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Tests.Teams;

/// <summary>The whole program with Teams on its far side: what the bot says ends in the fake, what people press is handed in behind the door.</summary>
internal sealed class ConnectedBot : IAsyncDisposable
{
    public const string ChannelId = "19:payments@thread.tacv2";

    public static readonly TeamsPerson Ada = new(FakeConnector.Tenant, "ad000000-0000-0000-0000-000000000001", "29:ada", "Ada Lovelace");
    public static readonly TeamsPerson Grace = new(FakeConnector.Tenant, "ad000000-0000-0000-0000-000000000002", "29:grace", "Grace Hopper");

    private static int _occasions;

    private readonly Func<Task<WebApplication>> _build;
    private WebApplication _app;

    private ConnectedBot(WebApplication app, Func<Task<WebApplication>> build, FakeConnector teams, FakeLogin login, ShiftedClock clock) =>
        (_app, _build, Teams, Login, Clock) = (app, build, teams, login, clock);

    public FakeConnector Teams { get; }

    /// <summary>Who signs what comes in at the door.</summary>
    public FakeLogin Login { get; }

    public Uri Address => new(_app.Urls.First());

    public ShiftedClock Clock { get; }

    public static Conversation Channel => TeamsAddress.Conversation(FakeConnector.Tenant, ChannelId);

    /// <param name="known">A Teams that others know already.</param>
    public static async Task<ConnectedBot> StartAsync(string database, IReadOnlyDictionary<string, string?>? settings = null, FakeConnector? known = null)
    {
        var teams = known ?? await FakeConnector.StartAsync();
        var login = await FakeLogin.StartAsync();
        var clock = new ShiftedClock(new DateTimeOffset(2024, 1, 15, 14, 30, 0, TimeSpan.Zero));
        Task<WebApplication> BuildAsync() => IncidentBotApp.BuildAsync([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ConnectionStrings:IncidentBot"] = database,
                ["Web:ApiToken"] = "let-me-in",
                ["Questions:Enabled"] = "false",
                ["Nudges:Enabled"] = "false",
                ["Reminders:Enabled"] = "false",
                ["Logging:LogLevel:Default"] = "Error",
                ["Teams:AppId"] = FakeConnector.AppId,
                ["Teams:AppPassword"] = FakeConnector.Secret,
                ["Teams:TenantId"] = FakeConnector.Tenant,
                ["Teams:TokenUrl"] = teams.TokenUrl,
                ["Teams:OpenIdMetadataUrl"] = login.Metadata.AbsoluteUri,
                ["Teams:AllowedServiceUrls:0"] = teams.ServiceUrl,
            });
            builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.AddOptions<TeamsOptions>().BindConfiguration(TeamsOptions.Section);
            builder.Services.AddConnector();
        });
        var app = await BuildAsync();
        await app.StartAsync();
        var bot = new ConnectedBot(app, BuildAsync, teams, login, clock);
        await bot.MeetAsync();
        return bot;
    }

    /// <summary>The bot is stopped, things happen, and it is started again, at another address.</summary>
    public async Task WithoutItAsync(Func<Task> deeds)
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await deeds();
        _app = await _build();
        await _app.StartAsync();
    }

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public IChatPlatform Platform => Get<IEnumerable<IChatPlatform>>().Single(platform => platform.Name == TeamsAddress.Teams);

    /// <summary>The bot was spoken to somewhere.</summary>
    public async Task<Conversation> SeenAsync(string id, TeamsKind kind, string? serviceUrl = null)
    {
        Teams.Open(id, kind switch { TeamsKind.Personal => "personal", TeamsKind.GroupChat => "groupChat", _ => "channel" });
        await Get<TeamsConversationStore>().SeenAsync(
            new TeamsPlace(FakeConnector.Tenant, id, kind, serviceUrl ?? Teams.ServiceUrl, FakeConnector.BotId, null, kind == TeamsKind.Channel ? ChannelId : null), CancellationToken.None);
        return TeamsAddress.Conversation(FakeConnector.Tenant, id);
    }

    /// <summary>Somebody types to the bot in the channel.</summary>
    public Task<Reply?> TypeAsync(string command, Conversation? where = null, TeamsPerson? by = null) => Get<ChatEventHandler>().HandleAsync(
        new CommandEvent(
            Occasion("command"), new EventSource(where ?? Channel, Occasion("m")), (by ?? Ada).Person, Clock.GetUtcNow(), TimeZoneInfo.Utc, command,
            ImmutableDictionary<string, Person>.Empty, "payments", IsAnsweredInPlace: false),
        CancellationToken.None);

    /// <summary>Somebody declares an incident in the channel; its thread has its card.</summary>
    public async Task<(Incident Incident, FakeConversation Thread)> DeclareAsync(string title = "Checkout is down")
    {
        await TypeAsync($"start {title}");
        return await Eventually.GetAsync(async () =>
        {
            var line = (await Get<IncidentStore>().UnfiledAsync(CancellationToken.None)).Single(incident => incident.Title == title);
            var thread = Teams.Conversations[line.Home!.Channel];
            return thread.Said[0].Edits > 0 ? (line, thread) : throw new InvalidOperationException("The card is not there yet.");
        }, CancellationToken.None);
    }

    public async Task<JsonObject> InvokeAsync(string name, JsonObject value, TeamsPerson? by = null, string? where = null, string? id = null, Action<JsonObject>? change = null)
    {
        var answer = await Get<ITeamsInvokes>().TakeAsync(Activity("invoke", name, value, by ?? Ada, where ?? ChannelId, id, change), CancellationToken.None);
        return new JsonObject { ["status"] = answer.Status, ["body"] = answer.Body is { } body ? JsonNode.Parse(body.GetRawText()) : null };
    }

    /// <summary>Somebody presses a button.</summary>
    public Task<JsonObject> PressAsync(JsonNode data, TeamsPerson? by = null, string? where = null, string? id = null, Action<JsonObject>? change = null) => InvokeAsync(
        "adaptiveCard/action", new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "press", ["data"] = data.DeepClone() }, ["trigger"] = "manual" }, by, where, id, change);

    public Task SubmitAsync(JsonNode data, TeamsPerson by, string where) =>
        Get<ITeamsInvokes>().TakeSubmitAsync(Activity("message", null, data.DeepClone().AsObject(), by, where, null, null), CancellationToken.None);

    public async Task<Incident> LookAsync(IncidentId id) => (await Get<IncidentStore>().FindAsync(id, CancellationToken.None))!.Incident;

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Teams.DisposeAsync();
        await Login.DisposeAsync();
    }

    private static string Occasion(string what) => $"{what}-{Interlocked.Increment(ref _occasions)}";

    private static JsonElement Activity(string type, string? name, JsonObject value, TeamsPerson by, string where, string? id, Action<JsonObject>? change)
    {
        var activity = new JsonObject
        {
            ["type"] = type,
            ["name"] = name,
            ["id"] = id ?? $"f:{Occasion("press")}",
            ["channelId"] = "msteams",
            ["from"] = new JsonObject { ["id"] = by.UserId, ["name"] = by.Name, ["aadObjectId"] = by.Id },
            ["conversation"] = new JsonObject { ["id"] = where, ["conversationType"] = where.StartsWith("a:", StringComparison.Ordinal) ? "personal" : "channel", ["tenantId"] = FakeConnector.Tenant },
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = FakeConnector.Tenant } },
            ["value"] = value,
        };
        change?.Invoke(activity);
        return JsonSerializer.SerializeToElement(activity);
    }

    private async Task MeetAsync()
    {
        await SeenAsync(ChannelId, TeamsKind.Channel);
        foreach (var person in new[] { Ada, Grace })
        {
            Teams.Members[person.UserId] = new FakeMember(person.UserId, person.Id, person.Name, FakeConnector.Tenant);
            await Get<TeamsPeopleStore>().SeenAsync(person, CancellationToken.None);
        }
    }
}
