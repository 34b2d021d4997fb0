using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Sandbox;

/// <summary>
/// What one open page is told: <c>rooms</c> (all, whenever one changes), <c>message</c> (as it stands now) and
/// <c>document</c> (the sections that changed, of the incident in the room it shows).
/// </summary>
public sealed class SandboxStream(SandboxDirectory directory, SandboxFeed feed, DatabaseNews news, LiveDocuments documents, TimeProvider time)
{
    /// <summary>A page that is so far behind is cut off: it comes back and reads everything anew.</summary>
    private const int LongestQueue = 2_000;

    private static readonly TimeSpan PauseBetweenRooms = TimeSpan.FromMilliseconds(200);

    public async IAsyncEnumerable<SseItem<string>> ReadAsync(string person, string room, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var items = Channel.CreateBounded<SseItem<string>>(LongestQueue);
        var roomsWake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        feed.MessageChanged += OnMessage;
        feed.RoomsChanged += OnRooms;
        news.IncidentChanged += OnIncident;
        news.ConversationsChanged += OnConversationsAsync;
        OnRooms();
        feed.PageOpened();
        var telling = TellRoomsAndDocumentAsync(person, room, roomsWake.Reader, items.Writer, stop.Token);
        try
        {
            while (await IsMoreToTellAsync(items.Reader, cancellationToken))
            {
                while (items.Reader.TryRead(out var item))
                    yield return item;
            }
        }
        finally
        {
            feed.MessageChanged -= OnMessage;
            feed.RoomsChanged -= OnRooms;
            news.IncidentChanged -= OnIncident;
            news.ConversationsChanged -= OnConversationsAsync;
            await stop.CancelAsync();
            await telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        void OnMessage(SandboxMessage message)
        {
            if (message.IsSeenBy(person) && !items.Writer.TryWrite(Item("message", MessageView.Of(message))))
                items.Writer.TryComplete();
        }

        void OnRooms() => roomsWake.Writer.TryWrite(true);

        void OnIncident(IncidentId _) => OnRooms();

        Task OnConversationsAsync(CancellationToken _)
        {
            OnRooms();
            return Task.CompletedTask;
        }
    }

    /// <summary>A page that is closed, or a bot that stops, is no error.</summary>
    private static async ValueTask<bool> IsMoreToTellAsync(ChannelReader<SseItem<string>> items, CancellationToken cancellationToken)
    {
        try
        {
            return await items.WaitToReadAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task TellRoomsAndDocumentAsync(
        string person, string room, ChannelReader<bool> wakes, ChannelWriter<SseItem<string>> items, CancellationToken stop)
    {
        string? told = null;
        (string Incident, CancellationTokenSource Stop, Task Telling)? document = null;
        try
        {
            while (await wakes.WaitToReadAsync(stop))
            {
                wakes.TryRead(out _);
                var rooms = await directory.RoomsAsync(person, stop);
                var news = Item("rooms", rooms);
                if (news.Data != told)
                    await items.WriteAsync(news, stop);
                told = news.Data;

                var incident = rooms.FirstOrDefault(view => view.Id == room)?.Incident?.Id;
                if (incident is not null && incident != document?.Incident)
                {
                    document?.Stop.Cancel();
                    var until = CancellationTokenSource.CreateLinkedTokenSource(stop);
                    document = (incident, until, TellDocumentAsync(new IncidentId(incident), items, until.Token));
                }

                await Task.Delay(PauseBetweenRooms, time, stop);
            }
        }
        catch (Exception away) when (StorageAwayException.Explains(away))
        {
            // The page comes back by itself, as soon as there is something to show.
            items.TryComplete();
        }
        finally
        {
            document?.Stop.Cancel();
            if (document is { Telling: var telling })
                await telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            document?.Stop.Dispose();
        }
    }

    private async Task TellDocumentAsync(IncidentId incident, ChannelWriter<SseItem<string>> items, CancellationToken stop)
    {
        await foreach (var change in documents.WatchAsync(incident, stop))
            await items.WriteAsync(Item("document", DocumentView.Of(change)), stop);
    }

    private static SseItem<string> Item<T>(string kind, T data) => new(Json.Write(data), kind);
}
