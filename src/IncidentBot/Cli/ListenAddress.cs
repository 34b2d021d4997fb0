namespace IncidentBot.Cli;

/// <summary>Where the bot listens when nobody says where.</summary>
public static class ListenAddress
{
    public const string Standard = "http://localhost:5080";

    private static readonly string[] Settings = ["urls", "http_ports", "https_ports"];

    /// <returns>The address that was set, as it was set; nothing where it is the standard one.</returns>
    public static string? Choose(WebApplicationBuilder builder)
    {
        var isSet = Settings.Any(setting => !string.IsNullOrEmpty(builder.Configuration[setting]))
            || builder.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
        if (!isSet)
            builder.WebHost.UseUrls(Standard);
        return builder.Configuration["urls"] is { Length: > 0 } urls && isSet ? urls.Split(';')[0] : null;
    }

    /// <summary>As a browser on this machine writes it.</summary>
    public static string ForBrowser(string address) =>
        address.Replace("://[::]", "://localhost", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
            .Replace("://+", "://localhost", StringComparison.Ordinal)
            .Replace("://*", "://localhost", StringComparison.Ordinal)
            .TrimEnd('/');
}
