namespace IncidentBot.Health;

public static class HealthServices
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<Readiness>();
        services.AddSingleton<Doctor>();
        services.AddSingleton<IDiagnosis, StorageDiagnosis>();
        services.AddSingleton<IDiagnosis, OutboxDiagnosis>();
        services.AddSingleton<IDiagnosis, ReminderDiagnosis>();
        return services;
    }

    /// <summary>Whether the process runs, and whether it can do its work. Open to all: they say nothing else.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Text("live\n"));
        app.MapGet("/health/ready", async (Readiness readiness, CancellationToken cancellationToken) =>
            await readiness.WhyNotAsync(cancellationToken) is { } reason
                ? Results.Text(reason + "\n", statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Text("ready\n"));
    }
}
