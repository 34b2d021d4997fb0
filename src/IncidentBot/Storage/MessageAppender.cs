using System.Threading.Channels;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>
/// The road of plain chat: whatever waits at a moment, at most fifty events, is appended in one commit, and only then
/// are its senders told. A redelivery is no row and no error. The work per event is the same however long the incident is.
/// </summary>
public sealed partial class MessageAppender(NpgsqlDataSource dataSource, LogGrowth growth, TimeProvider time, ILogger<MessageAppender> logger) : BackgroundService
{
    private const int LargestBatch = 50;
    private const int LongestQueue = 10_000;

    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(LongestQueue) { SingleReader = true });
    private volatile Task _inFlight = Task.CompletedTask;

    /// <summary>Returns when what is being written at this moment is written: a batch cannot see a mark that was set after it began.</summary>
    public Task SettleAsync() => _inFlight;

    /// <summary>Returns once the event is in the database for good; throws what the database said if it is not.</summary>
    /// <param name="errands">What the bot is to do because of it; in the database with it, or not at all.</param>
    /// <returns>Whether a mark was waiting for this message.</returns>
    public async Task<bool> AppendAsync(NewEvent happened, IReadOnlyList<OutboxMessage> errands, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(StampedEvent.Of(happened, time.GetUtcNow()), errands);
        await _queue.Writer.WriteAsync(waiting, cancellationToken);
        return await waiting.Done.Task.WaitAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Waiting>(LargestBatch);
        try
        {
            while (await _queue.Reader.WaitToReadAsync(stoppingToken))
            {
                while (batch.Count < LargestBatch && _queue.Reader.TryRead(out var waiting))
                    batch.Add(waiting);

                _inFlight = CommitAsync(batch);
                await _inFlight;
                batch.Clear();
            }
        }
        finally
        {
            _queue.Writer.TryComplete();
            while (_queue.Reader.TryRead(out var left))
                left.Done.TrySetException(new OperationCanceledException("The bot is stopping; the event was not stored."));
        }
    }

    private async Task CommitAsync(List<Waiting> batch)
    {
        try
        {
            await WriteAsync(batch);
        }
        catch (PostgresException refused) when (!StorageAwayException.Explains(refused))
        {
            if (batch is [var bad])
            {
                bad.Done.TrySetException(refused);
                return;
            }

            // One bad row must not fail forty-nine others.
            LogBatchRefused(refused, batch.Count);
            foreach (var waiting in batch)
                await CommitAsync([waiting]);
        }
        catch (Exception unstored)
        {
            // Whatever it is, those who wait must hear of it, and the next batch must go on.
            foreach (var waiting in batch)
                waiting.Done.TrySetException(new StorageAwayException(unstored));
        }
    }

    private async Task WriteAsync(List<Waiting> batch)
    {
        const string awaitedOnes = """
            select distinct platform, workspace, channel, message_id
              from unnest($9, $10, $11, $12) as arrived (platform, workspace, channel, message_id)
              join waiting_marks using (platform, workspace, channel, message_id)
            """;
        const string sql = $"with appended as ({EventRows.Insert}) {awaitedOnes}";
        const string sqlWithErrands = $"""
            with appended as ({EventRows.Insert} returning key),
                 planned as ({OutboxRows.Insert} returning pg_notify('outbox', ''))
            {awaitedOnes}
            """;
        var errands = batch.SelectMany(waiting => waiting.Errands.Select(errand => (waiting.Row.Event.Key, errand))).ToList();
        await using var connection = await dataSource.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(errands.Count == 0 ? sql : sqlWithErrands, connection);
        EventRows.Bind(command.Parameters, [.. batch.Select(waiting => waiting.Row)]);
        if (errands.Count > 0)
            OutboxRows.Bind(command.Parameters, errands, time.GetUtcNow());

        var awaited = new HashSet<(string, string, string, string)>();
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                awaited.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)));
        }

        foreach (var waiting in batch)
        {
            growth.Note(waiting.Row.Event.Incident);
            waiting.Done.TrySetResult(awaited.Count > 0 && waiting.Row.Event.Source is { } source && awaited.Contains(KeyOf(source)));
        }
    }

    private static (string, string, string, string) KeyOf(EventSource source) =>
        (source.Conversation.Platform, source.Conversation.Workspace, source.Conversation.Channel, source.MessageId);

    private sealed record Waiting(StampedEvent Row, IReadOnlyList<OutboxMessage> Errands)
    {
        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    [LoggerMessage(LogLevel.Warning, "A batch of {Count} events was refused; they are tried one by one")]
    private partial void LogBatchRefused(Exception exception, int count);
}
