using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace IncidentBot.Tests.Infrastructure;

/// <summary>The way from the bot to its database, which a test can shut: whoever is inside is cut off, whoever comes is refused.</summary>
public sealed class DatabaseDoor : IAsyncDisposable
{
    private readonly EndPoint _server;
    private readonly int _port;
    private readonly ConcurrentDictionary<Socket, bool> _inside = new();
    private Socket? _door;

    private DatabaseDoor(NpgsqlConnectionStringBuilder database)
    {
        _server = new UnixDomainSocketEndPoint(Path.Combine(database.Host!, $".s.PGSQL.{database.Port}"));
        _door = Listen(0);
        _port = ((IPEndPoint)_door.LocalEndPoint!).Port;
        ConnectionString = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Host = "127.0.0.1", Port = _port, Timeout = 5, SslMode = SslMode.Disable }.ConnectionString;
    }

    /// <summary>Leads through the door.</summary>
    public string ConnectionString { get; }

    /// <param name="connectionString">To a server that listens on a socket in a folder.</param>
    public static DatabaseDoor To(string connectionString) => new(new NpgsqlConnectionStringBuilder(connectionString));

    public void Shut()
    {
        _door?.Dispose();
        _door = null;
        foreach (var socket in _inside.Keys)
            socket.Dispose();
    }

    public void Open() => _door ??= Listen(_port);

    public ValueTask DisposeAsync()
    {
        Shut();
        return ValueTask.CompletedTask;
    }

    private Socket Listen(int port)
    {
        var door = new Socket(SocketType.Stream, ProtocolType.Tcp);
        door.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        door.Bind(new IPEndPoint(IPAddress.Loopback, port));
        door.Listen();
        _ = WelcomeAsync(door);
        return door;
    }

    private async Task WelcomeAsync(Socket door)
    {
        try
        {
            while (true)
                _ = LeadAsync(await door.AcceptAsync());
        }
        catch (Exception shut) when (shut is SocketException or ObjectDisposedException)
        {
            // That is what shutting it does.
        }
    }

    private async Task LeadAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (client)
        {
            _inside[client] = _inside[server] = true;
            try
            {
                await server.ConnectAsync(_server);
                await Task.WhenAny(CopyAsync(client, server), CopyAsync(server, client));
            }
            catch (Exception cut) when (cut is SocketException or ObjectDisposedException)
            {
                // Whoever was inside when it was shut.
            }
            finally
            {
                _inside.TryRemove(client, out _);
                _inside.TryRemove(server, out _);
            }
        }
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is var read and > 0)
                await to.SendAsync(buffer.AsMemory(0, read));
        }
        catch (Exception cut) when (cut is SocketException or ObjectDisposedException)
        {
            // The other direction ends with it.
        }
    }
}
