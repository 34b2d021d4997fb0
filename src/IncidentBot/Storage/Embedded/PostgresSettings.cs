using System.Text;

namespace IncidentBot.Storage.Embedded;

/// <summary>
/// The server's settings, written to incidentbot.conf before each start. The file is included from postgresql.conf,
/// where a line below the include still wins.
/// </summary>
public static class PostgresSettings
{
    // Relative to postgresql.conf: the data folder's path, which may hold a quote, is written into no file.
    public const string Include = "\ninclude '../incidentbot.conf'\n";

    private static readonly Dictionary<string, string> Defaults = new()
    {
        ["max_connections"] = "60",
        ["shared_buffers"] = "64MB",
        ["jit"] = "off",
        ["timezone"] = "UTC",

        // What the bot has answered for must survive a loss of power.
        ["fsync"] = "on",
        ["synchronous_commit"] = "on",
        ["wal_compression"] = "on",
        ["max_wal_size"] = "512MB",

        // Terse leaves out details such as the values of a violated key: what people wrote stays out of the log.
        ["log_error_verbosity"] = "terse",
        ["log_timezone"] = "UTC",
        ["logging_collector"] = "on",
        ["log_directory"] = "../log",
        ["log_filename"] = "postgres-%Y%m%d-%H%M%S.log",
        ["log_rotation_size"] = "10MB",
        ["log_rotation_age"] = "7d",
    };

    public static void Write(DataFolder folder, PostgresAddress address, IReadOnlyDictionary<string, string> overrides)
    {
        var settings = new Dictionary<string, string>(Defaults);
        foreach (var (name, value) in Listening(folder, address).Concat(overrides))
            settings[name] = value;

        var text = new StringBuilder("# Written by IncidentBot before each start of the server; changes here are lost.\n");
        foreach (var (name, value) in settings)
            text.Append(name).Append(" = '").Append(value.Replace("'", "''", StringComparison.Ordinal)).Append("'\n");

        File.WriteAllText(folder.Settings, text.ToString());

        // Holds no secret, and the server may run as another user.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.Settings, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
    }

    private static Dictionary<string, string> Listening(DataFolder folder, PostgresAddress address)
    {
        var socket = !OperatingSystem.IsWindows();
        return new Dictionary<string, string>
        {
            ["port"] = FormattableString.Invariant($"{address.Port}"),
            ["listen_addresses"] = socket ? "" : address.Host,
            ["unix_socket_permissions"] = "0700",
            ["unix_socket_directories"] = !socket ? "" : address.Host == folder.Sockets ? "../run" : Quoted(address.Host),
        };
    }

    // The setting is a list of folders.
    private static string Quoted(string path) => $"\"{path.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
