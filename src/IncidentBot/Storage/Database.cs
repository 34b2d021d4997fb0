using IncidentBot.Storage.Embedded;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>The database the bot works with, ready for use: the operator's if a connection string is set, else its own.</summary>
public sealed class Database : IAsyncDisposable
{
    /// <summary>Nobody listens at the port 1 of this machine.</summary>
    private const string Nowhere = "Host=127.0.0.1;Port=1;Timeout=1";

    private readonly EmbeddedPostgres? _own;

    private Database(NpgsqlDataSource dataSource, EmbeddedPostgres? own)
    {
        DataSource = dataSource;
        _own = own;
    }

    public NpgsqlDataSource DataSource { get; }

    /// <summary>Whether the bot runs it itself.</summary>
    public bool IsOwn { get; private init; }

    /// <summary>Why it cannot be used, with the cure; only after <see cref="OpenToExamineAsync"/>.</summary>
    public string? Fault { get; private init; }

    /// <summary>The first start will make it; only after <see cref="OpenToExamineAsync"/>.</summary>
    public bool IsToBeMade { get; private init; }

    /// <exception cref="StorageUnavailableException">With the reason and its cure.</exception>
    public static async Task<Database> OpenAsync(IConfiguration configuration, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        var database = await ConnectAsync(configuration, loggers, time, cancellationToken);
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

    /// <summary>
    /// For whoever looks at an installation, whether or not its bot runs: changes nothing, and where there is no database
    /// to be had gives one that leads nowhere, with the reason.
    /// </summary>
    public static async Task<Database> OpenToExamineAsync(IConfiguration configuration, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        var isOwn = string.IsNullOrWhiteSpace(configuration.GetConnectionString("IncidentBot"));
        var folder = StorageOf(configuration).FullDataDirectory;
        try
        {
            if (isOwn && RunningServer.Find(folder) is { } running)
                return new Database(Connect(running, loggers), null) { IsOwn = true };
            if (isOwn && !RunningServer.HasCluster(folder))
            {
                await PostgresBinaries.FindAsync(null, Environment.GetEnvironmentVariable(PostgresBinaries.Variable), cancellationToken);
                return new Database(Connect(Nowhere, loggers), null) { IsOwn = true, IsToBeMade = true };
            }

            return await ConnectAsync(configuration, loggers, time, cancellationToken);
        }
        catch (StorageUnavailableException unavailable)
        {
            return new Database(Connect(Nowhere, loggers), null) { IsOwn = isOwn, Fault = unavailable.Message };
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new Database(Connect(Nowhere, loggers), null) { IsOwn = isOwn, Fault = $"The data folder {folder} cannot be read: {unreadable.Message}" };
        }
    }

    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        if (_own is not null)
            await _own.DisposeAsync();
    }

    private static async Task<Database> ConnectAsync(IConfiguration configuration, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        var connectionString = configuration.GetConnectionString("IncidentBot");
        var own = string.IsNullOrWhiteSpace(connectionString)
            ? await EmbeddedPostgres.StartAsync(StorageOf(configuration).FullDataDirectory, loggers.CreateLogger<EmbeddedPostgres>(), time, cancellationToken)
            : null;
        return new Database(Connect(own?.ConnectionString ?? connectionString!, loggers), own) { IsOwn = own is not null };
    }

    private static StorageOptions StorageOf(IConfiguration configuration) =>
        configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();

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
