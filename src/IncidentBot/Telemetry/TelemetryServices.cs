using OpenTelemetry.Metrics;

namespace IncidentBot.Telemetry;

public static class TelemetryServices
{
    /// <summary>The meter of everything that the bot itself counts.</summary>
    public const string Meter = "IncidentBot";

    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(Meter, "Npgsql", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
            .AddPrometheusExporter());
        return services;
    }

    public static IEndpointConventionBuilder MapTelemetry(this IEndpointRouteBuilder app) => app.MapPrometheusScrapingEndpoint("/metrics");
}
