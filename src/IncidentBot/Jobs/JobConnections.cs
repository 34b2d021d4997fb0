using Hangfire.PostgreSql;
using Npgsql;

namespace IncidentBot.Jobs;

/// <summary>Hangfire takes its connections from the bot's one data source: only so do rows and jobs share a transaction.</summary>
internal sealed class JobConnections(NpgsqlDataSource dataSource) : IConnectionFactory
{
    public NpgsqlConnection GetOrCreateConnection() => dataSource.CreateConnection();
}
