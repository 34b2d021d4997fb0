namespace IncidentBot.Tests.Infrastructure;

/// <summary>The template's example as people type it, on whichever platform.</summary>
internal static class WorkedExampleScript
{
    /// <summary>What is said once it is over; the timeline is left to each of the ways.</summary>
    public static string[] Documented { get; } =
    [
        "summary During peak traffic, the API service exhausted its database connection pool, causing 15% of API requests to fail with 503 errors. The issue was caused by a slow query that held connections longer than expected, combined with insufficient connection pool sizing.",
        "impact users ~15% of API requests failed",
        "impact degradation partial",
        "impact slo Availability dropped from 99.9% to 95.2%",
        "cause A complex JOIN query in the call routing logic was taking 5-10 seconds to execute, holding database connections. During peak traffic (100 req/s), the 20-connection pool was exhausted.",
        "factor Missing database index on `campaigns.tenant_id`",
        "factor Connection pool size too small (20 connections)",
        "factor No query timeout configured",
        "factor No alerting on connection pool usage",
        "fix immediate Increased connection pool from 20 to 50",
        "fix immediate Killed slow-running queries",
        "fix immediate Added query timeout (5 seconds)",
        "fix longterm Added database index on `campaigns.tenant_id`",
        "fix longterm Optimized JOIN query",
        "fix longterm Added connection pool monitoring",
        "fix longterm Implemented query timeout globally",
        "action P0 Add index on campaigns.tenant_id owner:\"DB Team\" by 2024-01-16",
        "action P0 Optimize call routing query owner:“API Team” by 2024-01-17",
        "action P1 Add connection pool monitoring @\"Platform Team\" by 2024-01-20",
        "action P1 Review all slow queries owner:\"DB Team\" by 2024-01-25",
        "action done AI-001",
        "action done AI-002",
        "action start AI-003",
    ];

    public static Task<string> DocumentAsync(CancellationToken cancellationToken) =>
        File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Documents", "database-connection-pool-exhaustion.md"), cancellationToken);
}
