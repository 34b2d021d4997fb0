using IncidentBot.Chat;
using IncidentBot.Sandbox.Script;

namespace IncidentBot.Sandbox;

public static class SandboxServices
{
    /// <summary>Comes after the other platforms: left to itself, the sandbox is on where there is none.</summary>
    public static IServiceCollection AddSandbox(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(SandboxOptions.Section).Get<SandboxOptions>() ?? new SandboxOptions();
        var isAlone = !services.Any(service => service.ServiceType == typeof(IChatPlatform));
        if (!(options.Enabled ?? isAlone))
            return services;

        services.AddSingleton<SandboxRoomStore>();
        services.AddSingleton<SandboxStore>();
        services.AddSingleton<SandboxClock>();
        services.AddSingleton<SandboxFeed>();
        services.AddSingleton<SandboxBoard>();
        services.AddSingleton<SandboxChat>();
        services.AddSingleton<SandboxPresses>();
        services.AddSingleton<SandboxRequests>();
        services.AddSingleton<SandboxDirectory>();
        services.AddSingleton<SandboxStream>();
        services.AddSingleton<ScriptPlayer>();
        services.AddSingleton<IChatPlatform, SandboxPlatform>();
        services.AddHostedService<SandboxOpening>();
        return services;
    }
}
