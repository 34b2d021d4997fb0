using Npgsql;

namespace IncidentBot.Storage;

/// <summary>The database the bot works with, ready for use: the operator's if a connection string is set, else its own.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _own;

    private Database(NpgsqlDataSource dataSource, EmbeddedPostgres? own)
    {
        DataSource = dataSource;
        _own = own;
    }

    public NpgsqlDataSource DataSource { get; }

    /// <exception cref="StorageUnavailableException">With the reason and its cure.</exception>
    public static async Task<Database> OpenAsync(IConfiguration configuration, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        var connectionString = configuration.GetConnectionString("IncidentBot");
        var storage = configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
        var own = string.IsNullOrWhiteSpace(connectionString)
            ? await EmbeddedPostgres.StartAsync(storage.FullDataDirectory, loggers.CreateLogger<EmbeddedPostgres>(), time, cancellationToken)
            : null;

        var database = new Database(Connect(own?.ConnectionString ?? connectionString!, loggers), own);
        try
        {
            await Migrator.RunAsync(database.DataSource, Migration.Embedded(), time, loggers.CreateLogger<Migrator>(), cancellationToken);
            return database;
        }
        catch (NpgsqlException unreachable) when (unreachable is not PostgresException)
        {
            await database.DisposeAsync();
            throw new StorageUnavailableException(
                "The database of ConnectionStrings:IncidentBot cannot be reached: " + unreachable.Message
                + " Check host, port and password, or leave the setting empty: then the bot runs a PostgreSQL of its own.", unreachable);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        if (_own is not null)
            await _own.DisposeAsync();
    }

    private static NpgsqlDataSource Connect(string connectionString, ILoggerFactory loggers)
    {
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException unreadable)
        {
            throw new StorageUnavailableException(
                "ConnectionStrings:IncidentBot can't be read. An example: Host=db.example.com;Database=incidentbot;Username=incidentbot;Password=…", unreadable);
        }

        settings.ApplicationName ??= "IncidentBot";
        if (settings.MaxAutoPrepare == 0)
            settings.MaxAutoPrepare = 100;
        var source = new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = "incidentbot" };
        source.UseLoggerFactory(loggers);
        return source.Build();
    }
}
