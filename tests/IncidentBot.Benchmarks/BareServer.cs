using System.Threading.Channels;
using IncidentBot.Slack;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace IncidentBot.Benchmarks;

/// <summary>
/// The least that could be done: prove the sender, and either answer at once or after one insert that shares its commit
/// with whatever else waits. It reads nothing of the message. What the bot does on top of this is its own cost.
/// </summary>
internal static class BareServer
{
    public static async Task<int> RunAsync(string port, string? connectionString)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        var signature = new SlackSignature(Options.Create(new SlackOptions { SigningSecret = Load.Secret }), TimeProvider.System);
        var writer = connectionString is null ? null : await GroupWriter.StartAsync(connectionString);

        app.MapPost("/slack/events", async context =>
        {
            using var body = await IncomingBody.ReadAsync(context.Request, context.RequestAborted);
            if (body is null || !signature.Proves(context.Request.Headers["X-Slack-Request-Timestamp"], context.Request.Headers["X-Slack-Signature"], body.Bytes.Span))
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return;
            }

            if (writer is not null)
                await writer.WriteAsync(System.Text.Encoding.UTF8.GetString(body.Bytes.Span));
        });
        await app.RunAsync();
        return 0;
    }

    private sealed class GroupWriter(NpgsqlDataSource dataSource)
    {
        private readonly Channel<(string Body, TaskCompletionSource Done)> _queue = Channel.CreateUnbounded<(string, TaskCompletionSource)>();

        public static async Task<GroupWriter> StartAsync(string connectionString)
        {
            var dataSource = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 10 });
            await using var create = dataSource.CreateCommand(
                "create table if not exists bare_events (id bigint generated always as identity primary key, key text unique, body jsonb)");
            await create.ExecuteNonQueryAsync();
            var writer = new GroupWriter(dataSource);
            _ = Task.Run(writer.WorkAsync);
            return writer;
        }

        public async Task WriteAsync(string body)
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await _queue.Writer.WriteAsync((body, done));
            await done.Task;
        }

        private async Task WorkAsync()
        {
            var batch = new List<(string Body, TaskCompletionSource Done)>(50);
            while (await _queue.Reader.WaitToReadAsync())
            {
                while (batch.Count < 50 && _queue.Reader.TryRead(out var waiting))
                    batch.Add(waiting);

                await using var insert = dataSource.CreateCommand("insert into bare_events (key, body) select * from unnest($1, $2) on conflict (key) do nothing");
                insert.Parameters.Add(new() { Value = batch.Select(_ => Guid.NewGuid().ToString()).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
                insert.Parameters.Add(new() { Value = batch.Select(waiting => waiting.Body).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb });
                await insert.ExecuteNonQueryAsync();
                foreach (var (_, done) in batch)
                    done.SetResult();
                batch.Clear();
            }
        }
    }
}
