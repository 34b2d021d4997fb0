using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.PostgreSql;
using Npgsql;

namespace IncidentBot.Jobs;

/// <summary>Hangfire on the bot's own database. Storage and activator are this host's: Hangfire's defaults are shared by the whole process.</summary>
public static class JobServices
{
    private const string DashboardPath = "/hangfire";

    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<JobStorage>(provider => new PostgreSqlStorage(new JobConnections(provider.GetRequiredService<NpgsqlDataSource>()), StorageOptions));
        services.AddSingleton<JobActivator>(provider => new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddHangfire((provider, hangfire) => hangfire
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UseLogProvider(new JobLogs(provider.GetRequiredService<ILoggerFactory>())));
        services.AddHangfireServer(server =>
        {
            server.WorkerCount = 4;
            server.SchedulePollingInterval = TimeSpan.FromSeconds(5);
        });

        services.AddTransient<RemindOwnersJob>();
        services.AddTransient<SendReminderJob>();
        services.AddTransient<ArchiveHomesJob>();
        services.AddTransient<AskQuestionsJob>();
        services.AddTransient<NudgeJob>();
        services.AddSingleton<EachIncident>();
        services.AddTransient<TidyUpJob>();
        services.AddTransient<SealEventsJob>();
        services.AddHostedService<LookAtAllReminders>();
        services.AddHostedService<RecurringJobs>();
        return services;
    }

    /// <param name="admits">Who may see the dashboard.</param>
    public static void MapJobs(this WebApplication app, Func<HttpContext, bool> admits)
    {
        // Without a culture the dashboard would say that it is written in the invariant one.
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(DashboardPath, StringComparison.OrdinalIgnoreCase),
            dashboard => dashboard.UseRequestLocalization("en"));
        app.MapHangfireDashboard(DashboardPath, new DashboardOptions
        {
            Authorization = [new DashboardAccess(admits)],
            DashboardTitle = "IncidentBot: jobs",
            DisplayStorageConnectionString = false,
            AppPath = null,
        });
    }

    private static PostgreSqlStorageOptions StorageOptions => new()
    {
        SchemaName = "hangfire",
        QueuePollInterval = TimeSpan.FromSeconds(1),
        // What a host was at when it was killed is taken up by another one after this; a host that lives holds its jobs for as long as they take.
        InvisibilityTimeout = TimeSpan.FromMinutes(1),
        UseSlidingInvisibilityTimeout = true,
        // A killed host leaves its locks behind. Nobody holds one for longer than a job changes its state.
        DistributedLockTimeout = TimeSpan.FromMinutes(1),
    };
}
