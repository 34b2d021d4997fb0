using System.Threading.Channels;
using IncidentBot.Incidents;
using Npgsql;
using NpgsqlTypes;

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

    /// <summary>Returns once the event is in the database for good; throws what the database said if it is not.</summary>
    /// <returns>Whether a mark was waiting for this message.</returns>
    public async Task<bool> AppendAsync(NewEvent happened, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(StampedEvent.Of(happened, time.GetUtcNow()));
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

                await CommitAsync(batch);
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
        const string marked = """
            select distinct m.platform, m.workspace, m.channel, m.message_id
              from unnest($1, $2, $3, $4) as arrived (platform, workspace, channel, message_id)
              join waiting_marks m using (platform, workspace, channel, message_id)
            """;
        await using var connection = await dataSource.OpenConnectionAsync();
        // Each statement commits by itself, in one round trip: the second must see marks that were set while the first ran.
        await using var statements = new NpgsqlBatch(connection) { EnableErrorBarriers = true };
        var insert = new NpgsqlBatchCommand(EventRows.Insert);
        EventRows.Bind(insert.Parameters, [.. batch.Select(waiting => waiting.Row)]);
        statements.BatchCommands.Add(insert);
        var lookUp = new NpgsqlBatchCommand(marked);
        BindSources(lookUp.Parameters, batch);
        statements.BatchCommands.Add(lookUp);

        var awaited = new HashSet<(string, string, string, string)>();
        await using (var reader = await statements.ExecuteReaderAsync())
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

    private static void BindSources(NpgsqlParameterCollection parameters, List<Waiting> batch)
    {
        var sources = batch.Select(waiting => waiting.Row.Event.Source).OfType<EventSource>().Select(KeyOf).ToList();
        foreach (var column in new[] { sources.Select(s => s.Item1), sources.Select(s => s.Item2), sources.Select(s => s.Item3), sources.Select(s => s.Item4) })
            parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = column.ToArray() });
    }

    private static (string, string, string, string) KeyOf(EventSource source) =>
        (source.Conversation.Platform, source.Conversation.Workspace, source.Conversation.Channel, source.MessageId);

    private sealed record Waiting(StampedEvent Row)
    {
        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    [LoggerMessage(LogLevel.Warning, "A batch of {Count} events was refused; they are tried one by one")]
    private partial void LogBatchRefused(Exception exception, int count);
}
