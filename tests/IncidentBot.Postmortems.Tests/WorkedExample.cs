namespace IncidentBot.Postmortems.Tests;

/// <summary>The worked example of the template, in the parts in which it can be driven in more than one way.</summary>
internal static class WorkedExample
{
    public static ScriptedIncident Started() =>
        new ScriptedIncident().Type("14:30", "start P1 Database Connection Pool Exhaustion");

    public static ScriptedIncident Documented(this ScriptedIncident incident) => incident.Type("17:00",
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
        "action P0 Optimize call routing query owner:\"API Team\" by 2024-01-17",
        "action P1 Add connection pool monitoring owner:\"Platform Team\" by 2024-01-20",
        "action P1 Review all slow queries owner:\"DB Team\" by 2024-01-25",
        "action done AI-001",
        "action done AI-002",
        "action start AI-003");

    public static ScriptedIncident DrivenByNotes() => Started().Type("16:44",
            "note 14:30 High error rate detected -> Alert fired, on-call paged",
            "note 14:35 Investigation started -> Team assembled, logs reviewed",
            "note 14:45 Root cause identified -> Slow query in call routing logic",
            "note 15:00 Mitigation applied -> Increased connection pool, killed slow queries",
            "note 15:15 Service restored -> Health checks passing")
        .Type("16:44", "mitigate --at 15:00")
        .Type("16:45", "note Post-incident review -> Team debrief", "resolve")
        .Documented();

    public static ScriptedIncident DrivenByStatuses() => Started()
        .Type("14:31", "note 14:30 High error rate detected -> Alert fired, on-call paged")
        .Type("14:35", "status investigating Team assembled, logs reviewed")
        .Type("14:45", "status identified Slow query in call routing logic")
        .Type("15:00", "mitigate Increased connection pool, killed slow queries")
        .Type("15:15", "note Service restored -> Health checks passing")
        .Type("16:45", "resolve", "note Post-incident review -> Team debrief")
        .Documented();

    public static ScriptedIncident DrivenByMessages() => Started()
        .Say("14:30", ScriptedIncident.Grace, "High error rate detected -> Alert fired, on-call paged", "m1")
        .Pin("14:31", ScriptedIncident.Ada, "m1")
        .Say("14:36", ScriptedIncident.Ada, "14:35 Investigation started -> Team assembled, logs reviewed", "m2")
        .Say("14:40", ScriptedIncident.Grace, "anybody else seeing this?", "m3")
        .Say("14:45", ScriptedIncident.Grace, "Root cause identified", "m4")
        .Pin("14:46", ScriptedIncident.Grace, "m4")
        .Say("14:47", ScriptedIncident.Ada, "Slow query in call routing logic", "m5", thread: "m4")
        .Pin("14:48", ScriptedIncident.Grace, "m5", thread: "m4")
        .Type("15:00", "status mitigated Increased connection pool, killed slow queries")
        .Say("15:15", ScriptedIncident.Ada, "15:15 Service restored → Health checks passing", "m6")
        .Type("16:45", "note 16:45 Post-incident review -> Team debrief", "resolve")
        .Documented();
}
