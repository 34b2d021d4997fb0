using Xunit;

namespace IncidentBot.Postmortems.Tests;

public class WorkedExampleMarkdownTests
{
    [Fact]
    public void Writes_the_worked_example_byte_for_byte()
    {
        var written = new MarkdownWriter()
            .Heading(3, "Incident Information")
            .Fields([
                ("Incident ID", "`INC-2024-0115-1430`"), ("Date", "2024-01-15"), ("Time", "14:30 UTC"),
                ("Duration", "2 hours 15 minutes"), ("Severity", "P1"), ("Status", "Resolved"),
            ])
            .Heading(3, "Summary")
            .Paragraph("During peak traffic, the API service exhausted its database connection pool, causing 15% of API requests to fail with 503 errors. The issue was caused by a slow query that held connections longer than expected, combined with insufficient connection pool sizing.")
            .Label("Impact")
            .LabelledBullets([
                ("Users Affected", "~15% of API requests failed"), ("Service Degradation", "Partial outage"),
                ("SLO Impact", "Availability dropped from 99.9% to 95.2%"),
            ])
            .Heading(3, "Timeline")
            .Table(
                ["Time (UTC)", "Event", "Action Taken"],
                [
                    ["14:30", "High error rate detected", "Alert fired, on-call paged"],
                    ["14:35", "Investigation started", "Team assembled, logs reviewed"],
                    ["14:45", "Root cause identified", "Slow query in call routing logic"],
                    ["15:00", "Mitigation applied", "Increased connection pool, killed slow queries"],
                    ["15:15", "Service restored", "Health checks passing"],
                    ["16:45", "Post-incident review", "Team debrief"],
                ])
            .Heading(3, "Root Cause")
            .LabelledParagraph("Primary Cause", "A complex JOIN query in the call routing logic was taking 5-10 seconds to execute, holding database connections. During peak traffic (100 req/s), the 20-connection pool was exhausted.")
            .Label("Contributing Factors")
            .Numbered([
                "Missing database index on `campaigns.tenant_id`", "Connection pool size too small (20 connections)",
                "No query timeout configured", "No alerting on connection pool usage",
            ])
            .Heading(3, "Resolution")
            .NumberedGroups([
                ("Immediate Actions",
                    ["Increased connection pool from 20 to 50", "Killed slow-running queries", "Added query timeout (5 seconds)"]),
                ("Long-term Fixes",
                [
                    "Added database index on `campaigns.tenant_id`", "Optimized JOIN query", "Added connection pool monitoring",
                    "Implemented query timeout globally",
                ]),
            ])
            .Heading(3, "Action Items")
            .Table(
                ["ID", "Action Item", "Owner", "Priority", "Due Date", "Status"],
                [
                    ["AI-001", "Add index on campaigns.tenant_id", "DB Team", "P0", "2024-01-16", "Done"],
                    ["AI-002", "Optimize call routing query", "API Team", "P0", "2024-01-17", "Done"],
                    ["AI-003", "Add connection pool monitoring", "Platform Team", "P1", "2024-01-20", "In Progress"],
                    ["AI-004", "Review all slow queries", "DB Team", "P1", "2024-01-25", "Open"],
                ])
            .ToString();

        Assert.Equal(WorkedExample, written);
    }

    [Fact]
    public void Writes_questions_checklists_and_code_as_the_template_does()
    {
        var written = new MarkdownWriter()
            .Label("How was the incident detected?")
            .Checklist([(true, "Automated alerting (Prometheus/Grafana)"), (false, "Other: [specify]")])
            .LabelledParagraph("Detection Time", "X minutes after incident start")
            .LabelledParagraph("What happened?", "(2-3 sentence summary)")
            .Table(["Endpoint", "Increase"], [["POST /api/v1/calls", "25x"], ["GET /api/v1/calls", "5.3x"]])
            .CodeBlock("json", "{\n  \"error_rate_peak\": 15.3\n}")
            .Bullets(["[INC-YYYY-MMDD-XXXX] - Similar issue on [date]"])
            .ToString();

        Assert.Equal(TemplateParts, written);
    }

    private const string WorkedExample = """
        ### Incident Information

        **Incident ID**: `INC-2024-0115-1430`  
        **Date**: 2024-01-15  
        **Time**: 14:30 UTC  
        **Duration**: 2 hours 15 minutes  
        **Severity**: P1  
        **Status**: Resolved

        ### Summary

        During peak traffic, the API service exhausted its database connection pool, causing 15% of API requests to fail with 503 errors. The issue was caused by a slow query that held connections longer than expected, combined with insufficient connection pool sizing.

        **Impact**:

        - **Users Affected**: ~15% of API requests failed
        - **Service Degradation**: Partial outage
        - **SLO Impact**: Availability dropped from 99.9% to 95.2%

        ### Timeline

        | Time (UTC) | Event                    | Action Taken                                   |
        | ---------- | ------------------------ | ---------------------------------------------- |
        | 14:30      | High error rate detected | Alert fired, on-call paged                     |
        | 14:35      | Investigation started    | Team assembled, logs reviewed                  |
        | 14:45      | Root cause identified    | Slow query in call routing logic               |
        | 15:00      | Mitigation applied       | Increased connection pool, killed slow queries |
        | 15:15      | Service restored         | Health checks passing                          |
        | 16:45      | Post-incident review     | Team debrief                                   |

        ### Root Cause

        **Primary Cause**: A complex JOIN query in the call routing logic was taking 5-10 seconds to execute, holding database connections. During peak traffic (100 req/s), the 20-connection pool was exhausted.

        **Contributing Factors**:

        1. Missing database index on `campaigns.tenant_id`
        2. Connection pool size too small (20 connections)
        3. No query timeout configured
        4. No alerting on connection pool usage

        ### Resolution

        1. **Immediate Actions**:
           - Increased connection pool from 20 to 50
           - Killed slow-running queries
           - Added query timeout (5 seconds)

        2. **Long-term Fixes**:
           - Added database index on `campaigns.tenant_id`
           - Optimized JOIN query
           - Added connection pool monitoring
           - Implemented query timeout globally

        ### Action Items

        | ID     | Action Item                      | Owner         | Priority | Due Date   | Status      |
        | ------ | -------------------------------- | ------------- | -------- | ---------- | ----------- |
        | AI-001 | Add index on campaigns.tenant_id | DB Team       | P0       | 2024-01-16 | Done        |
        | AI-002 | Optimize call routing query      | API Team      | P0       | 2024-01-17 | Done        |
        | AI-003 | Add connection pool monitoring   | Platform Team | P1       | 2024-01-20 | In Progress |
        | AI-004 | Review all slow queries          | DB Team       | P1       | 2024-01-25 | Open        |

        """;

    private const string TemplateParts = """
        **How was the incident detected?**

        - [x] Automated alerting (Prometheus/Grafana)
        - [ ] Other: [specify]

        **Detection Time**: X minutes after incident start

        **What happened?** (2-3 sentence summary)

        | Endpoint           | Increase |
        | ------------------ | -------- |
        | POST /api/v1/calls | 25x      |
        | GET /api/v1/calls  | 5.3x     |

        ```json
        {
          "error_rate_peak": 15.3
        }
        ```

        - [INC-YYYY-MMDD-XXXX] - Similar issue on [date]

        """;
}
