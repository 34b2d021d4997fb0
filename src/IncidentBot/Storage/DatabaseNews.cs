using System.Threading.Channels;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>What other connections, on this host or another, have committed: one LISTEN for the whole host.</summary>
public sealed partial class DatabaseNews(NpgsqlDataSource dataSource, TimeProvider time, ILogger<DatabaseNews> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>An incident's record changed: status, timeline, anything the document shows.</summary>
    public event Action<IncidentId>? IncidentChanged;

    /// <summary>Messages were added to an incident's log.</summary>
    public event Action<IncidentId>? LogGrew;

    /// <summary>A conversation was given to an incident, or news may have been missed.</summary>
    public event Func<CancellationToken, Task>? ConversationsChanged;

    /// <summary>A question was asked, posted or settled, or news may have been missed.</summary>
    public event Func<CancellationToken, Task>? QuestionsChanged;

    /// <summary>Two accounts turned out to be one person's, or a link between them ended, or news may have been missed.</summary>
    public event Func<CancellationToken, Task>? PeopleChanged;

    public event Action? OutboxFilled;

    /// <summary>A workspace installed the bot, or a token of it changed, or news may have been missed.</summary>
    public event Action? InstallationsChanged;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception lost) when (StorageAwayException.Explains(lost) && !stoppingToken.IsCancellationRequested)
            {
                LogLost(lost.Message);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(stoppingToken);
        var conversations = Channel.CreateUnbounded<bool>();
        var questions = Channel.CreateUnbounded<bool>();
        var people = Channel.CreateUnbounded<bool>();
        connection.Notification += (_, news) => Pass(news, conversations.Writer, questions.Writer, people.Writer);
        await using (var listen = new NpgsqlCommand("listen incident; listen incident_log; listen conversation; listen question; listen people; listen outbox; listen slack_installation", connection))
            await listen.ExecuteNonQueryAsync(stoppingToken);

        await TellAsync(ConversationsChanged, stoppingToken);
        await TellAsync(QuestionsChanged, stoppingToken);
        await TellAsync(PeopleChanged, stoppingToken);
        OutboxFilled?.Invoke();
        InstallationsChanged?.Invoke();
        while (true)
        {
            await connection.WaitAsync(stoppingToken);
            if (conversations.Reader.TryRead(out _))
                await TellAsync(ConversationsChanged, stoppingToken);
            if (questions.Reader.TryRead(out _))
                await TellAsync(QuestionsChanged, stoppingToken);
            if (people.Reader.TryRead(out _))
                await TellAsync(PeopleChanged, stoppingToken);
        }
    }

    private void Pass(NpgsqlNotificationEventArgs news, ChannelWriter<bool> conversations, ChannelWriter<bool> questions, ChannelWriter<bool> people)
    {
        switch (news.Channel)
        {
            case "incident":
                IncidentChanged?.Invoke(IncidentIn(news.Payload));
                break;
            case "incident_log":
                LogGrew?.Invoke(IncidentIn(news.Payload));
                break;
            case "question":
                questions.TryWrite(true);
                break;
            case "people":
                people.TryWrite(true);
                break;
            case "outbox":
                OutboxFilled?.Invoke();
                break;
            case "slack_installation":
                InstallationsChanged?.Invoke();
                break;
            default:
                conversations.TryWrite(true);
                break;
        }
    }

    private static Task TellAsync(Func<CancellationToken, Task>? changed, CancellationToken cancellationToken) => changed is null
        ? Task.CompletedTask
        : Task.WhenAll(changed.GetInvocationList().Cast<Func<CancellationToken, Task>>().Select(listener => listener(cancellationToken)));

    private static IncidentId IncidentIn(string payload) => new(payload.Split(' ')[0]);

    [LoggerMessage(LogLevel.Warning, "The connection that listens to the database was lost ({Reason}); trying again")]
    private partial void LogLost(string reason);
}
