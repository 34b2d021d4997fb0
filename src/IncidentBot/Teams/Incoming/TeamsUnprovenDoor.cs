using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace IncidentBot.Teams;

/// <summary>While the bot takes what nobody proved, it must not be reached from elsewhere: it does not start if it listens beyond this machine.</summary>
public sealed partial class TeamsUnprovenDoor(IServer server, IOptions<TeamsOptions> options, ILogger<TeamsUnprovenDoor> logger) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.AllowUnauthenticated)
            return Task.CompletedTask;

        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if (addresses.Count == 0 || !addresses.All(IsOfThisMachine))
            throw new OptionsValidationException(TeamsOptions.Section, typeof(TeamsOptions), [
                $"Teams:AllowUnauthenticated lets anybody who reaches the bot speak in anybody's name, and it listens on {string.Join(", ", addresses)}. "
                + "Turn it off, or let the bot listen on this machine alone: ASPNETCORE_URLS=http://localhost:5080."]);

        LogUnproven();
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static bool IsOfThisMachine(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));

    [LoggerMessage(LogLevel.Warning, "TEAMS TAKES EVERYTHING WITHOUT PROOF (Teams:AllowUnauthenticated): whoever reaches /api/messages from this machine speaks in anybody's name. For trying the bot only.")]
    private partial void LogUnproven();
}
