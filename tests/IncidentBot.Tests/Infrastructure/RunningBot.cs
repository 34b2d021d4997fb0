using System.Collections.Immutable;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace IncidentBot.Tests.Infrastructure;

/// <summary>The whole program on a port of its own, with one made-up chat and a clock that stands still.</summary>
internal sealed class RunningBot : IAsyncDisposable
{
    public const string Token = "let-me-in";

    public static readonly Person Ada = new("test:ada", "Ada Lovelace");
    public static readonly Conversation Channel = new("test", "T", "C1");

    private static int _occasions;

    private readonly WebApplication _app;

    private RunningBot(WebApplication app, FakeTimeProvider clock, RecordingPlatform chat)
    {
        _app = app;
        Clock = clock;
        Chat = chat;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public FakeTimeProvider Clock { get; }

    public RecordingPlatform Chat { get; }

    public HttpClient Http { get; }

    /// <summary>One that asks people by itself for what a document lacks.</summary>
    public static Task<RunningBot> StartAskingAsync(string database, FakeTimeProvider clock, RecordingPlatform chat) => StartAsync(database, clock, chat, asks: true);

    public static Task<RunningBot> StartAsync(string database, FakeTimeProvider clock) => StartAsync(database, clock, new RecordingPlatform());

    /// <param name="settings">Beside the usual ones.</param>
    public static Task<RunningBot> StartAsync(string database, FakeTimeProvider clock, RecordingPlatform chat, IReadOnlyDictionary<string, string?>? settings = null) =>
        StartAsync(database, clock, chat, asks: false, settings);

    private static async Task<RunningBot> StartAsync(string database, FakeTimeProvider clock, RecordingPlatform chat, bool asks, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var app = await IncidentBotApp.BuildAsync([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ConnectionStrings:IncidentBot"] = database,
                ["Web:ApiToken"] = Token,
                ["Questions:Enabled"] = asks ? "true" : "false",
                ["Nudges:Enabled"] = "false",
                ["Reminders:Enabled"] = "false",
            });
            builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.AddSingleton<IChatPlatform>(chat);
            builder.Host.UseServiceProviderFactory(new StandIn(chat));
        });
        await app.StartAsync();
        return new RunningBot(app, clock, chat);
    }

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Somebody types a command in the channel.</summary>
    public Task<Reply?> TypeAsync(string command, params Person[] mentioned) =>
        Get<ChatEventHandler>().HandleAsync(
            new CommandEvent(
                Occasion("command"), SourceOf(Occasion("m")), Ada, Clock.GetUtcNow(), TimeZoneInfo.Utc, command,
                mentioned.ToImmutableDictionary(person => person.Id), "payments", IsAnsweredInPlace: true),
            CancellationToken.None);

    /// <summary>Somebody types a command where no incident lives.</summary>
    /// <param name="isAnsweredInPlace">Otherwise the outbox takes the answer, as where the bot is mentioned.</param>
    /// <param name="channel">Another one for each incident that is to live where it was declared.</param>
    public Task<Reply?> TypeElsewhereAsync(
        Person by, string command, Standing standing = Standing.Member, bool isAnsweredInPlace = true, string channel = "elsewhere") =>
        Get<ChatEventHandler>().HandleAsync(
            new CommandEvent(
                Occasion("command"), new EventSource(Channel with { Channel = channel }, Occasion("m")), by, Clock.GetUtcNow(), TimeZoneInfo.Utc, command,
                ImmutableDictionary<string, Person>.Empty, channel, isAnsweredInPlace)
            {
                Standing = standing,
            },
            CancellationToken.None);

    /// <summary>Somebody writes in the channel.</summary>
    /// <returns>Where the message stands, for what happens to it later.</returns>
    public async Task<EventSource> WriteAsync(string text)
    {
        var source = SourceOf(Occasion("m"));
        await HappenAsync(EventKeys.Message(source), source, new MessagePosted(text));
        return source;
    }

    public Task HappenAsync(string key, EventSource source, TimelineDetail detail) =>
        Get<ChatEventHandler>().HandleAsync(
            new MessageEvent(key, source, Ada, Clock.GetUtcNow(), TimeZoneInfo.Utc, detail), CancellationToken.None);

    /// <summary>Asks as a script that has the token.</summary>
    public Task<HttpResponseMessage> GetAsync(string path, string? token = Token, string? ifNoneMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null)
            request.Headers.Add("Authorization", $"Bearer {token}");
        if (ifNoneMatch is not null)
            request.Headers.Add("If-None-Match", ifNoneMatch);
        return Http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public static string Occasion(string what) => $"{what}-{Interlocked.Increment(ref _occasions)}";

    private static EventSource SourceOf(string messageId) => new(Channel, messageId);
}
