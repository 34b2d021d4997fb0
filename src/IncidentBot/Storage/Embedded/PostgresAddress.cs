using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace IncidentBot.Storage.Embedded;

/// <summary>Where the server listens: <paramref name="Host"/> is a socket's folder, on Windows 127.0.0.1.</summary>
public sealed record PostgresAddress(string Host, int Port)
{
    public const string User = "incidentbot";

    // The port is only a part of the socket's name.
    private const int SocketPort = 5432;

    // A socket's path may have 107 bytes; "/.s.PGSQL.5432.lock" follows the folder.
    private const int LongestFolder = 85;

    // The server keeps 3 of its 60 connections for itself, and pg_dump or psql want some as well.
    private const int PoolSize = 40;

    public static PostgresAddress Choose(DataFolder folder)
    {
        if (OperatingSystem.IsWindows())
            return new PostgresAddress(IPAddress.Loopback.ToString(), FreePort());

        if (CanHoldSocket(folder.Sockets))
            return new PostgresAddress(folder.Sockets, SocketPort);

        // Its name cannot be guessed: in a folder that all users share, a known name could be taken by another.
        var temporary = Directory.CreateTempSubdirectory("incidentbot-").FullName;
        if (CanHoldSocket(temporary))
            return new PostgresAddress(temporary, SocketPort);

        Directory.Delete(temporary);
        throw new StorageUnavailableException(
            $"The path of the data folder {folder.Root} is too long for PostgreSQL's socket: set Storage:DataDirectory to a shorter path.");
    }

    public string ConnectionString(string database, string password) => new NpgsqlConnectionStringBuilder
    {
        Host = Host,
        Port = Port,
        Username = User,
        Password = password,
        Database = database,
        ApplicationName = "IncidentBot",
        MaxPoolSize = PoolSize,
    }.ConnectionString;

    // In a connection string a comma parts hosts, and a colon a host from its port.
    private static bool CanHoldSocket(string path) =>
        System.Text.Encoding.UTF8.GetByteCount(path) <= LongestFolder && !path.AsSpan().ContainsAny(',', ':');

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
