using System.Collections.Immutable;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentBot.Tests.Chat;

/// <summary>The real host with no platform: what a platform would deliver is handed to it directly.</summary>
internal sealed class ChatPath : IAsyncDisposable
{
    public static readonly Conversation Room = new("test", "T01", "C01");
    public static readonly Person Ada = new("test:ada", "Ada");
    public static readonly DateTimeOffset Start = new(2024, 1, 15, 14, 30, 0, TimeSpan.Zero);

    private readonly WebApplication _app;

    private ChatPath(WebApplication app) => _app = app;

    public ChatEventHandler Handler => Get<ChatEventHandler>();

    public static async Task<ChatPath> OpenAsync(string connectionString)
    {
        var app = await IncidentBotApp.BuildAsync([], builder => builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:IncidentBot"] = connectionString,
            ["urls"] = "http://127.0.0.1:0",
            ["Logging:LogLevel:Default"] = "Error",
        }));
        await app.StartAsync();
        return new ChatPath(app);
    }

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public Task<Reply?> CommandAsync(string text, string? key = null, DateTimeOffset? at = null, Conversation? room = null, Person? by = null)
    {
        var place = room ?? Room;
        var id = key ?? Guid.NewGuid().ToString();
        var command = new CommandEvent(
            $"command {id}", new EventSource(place, id), by ?? Ada, at ?? Start, TimeZoneInfo.Utc, text,
            ImmutableDictionary<string, Person>.Empty.Add(Ada.Id, Ada), place.Channel, IsAnsweredInPlace: true);
        return Handler.HandleAsync(command, TestContextToken);
    }

    public Task DeliverAsync(string messageId, TimelineDetail detail, string? occasion = null, Conversation? room = null, string? thread = null)
    {
        var source = new EventSource(room ?? Room, messageId, thread);
        var key = detail switch
        {
            MessagePosted => EventKeys.Message(source),
            MessageEdited edited => EventKeys.Edit(source, edited.Version),
            MessageDeleted => EventKeys.Deletion(source),
            MessageKept kept => EventKeys.Mark(source, kept.Mark, occasion ?? "1"),
            MessageUnkept unkept => EventKeys.Mark(source, unkept.Mark, occasion ?? "gone"),
            _ => throw new ArgumentException($"{detail} is no message."),
        };
        return Handler.HandleAsync(new MessageEvent(key, source, Ada, Start.AddMinutes(1), TimeZoneInfo.Utc, detail), TestContextToken);
    }

    public async Task<List<TimelineEvent>> LogAsync(string id)
    {
        var log = new List<TimelineEvent>();
        await foreach (var happened in Get<TimelineEventStore>().ReadAsync(new IncidentId(id), cancellationToken: TestContextToken))
            log.Add(happened);
        return log;
    }

    public async Task<IncidentRecord> RecordAsync(string id) =>
        (await Get<IncidentStore>().FindAsync(new IncidentId(id), TestContextToken))!;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static CancellationToken TestContextToken => Xunit.TestContext.Current.CancellationToken;
}
