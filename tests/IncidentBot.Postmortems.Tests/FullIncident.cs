namespace IncidentBot.Postmortems.Tests;

/// <summary>An incident of which people recorded everything that the template asks for.</summary>
internal static class FullIncident
{
    public static ScriptedIncident Driven() => new ScriptedIncident()
        .Type("2024-03-07 09:10", "start Card payments fail in the EU region --service payments,web --at \"2024-03-07 09:05\"")
        .Type("2024-03-07 09:11", "severity P0 No card payment goes through", "role commander @me", "role lead <@sandbox:grace>", "role author <@sandbox:grace>")
        .Say("2024-03-07 09:14", ScriptedIncident.Grace, "certificate of the gateway expired at 09:00 -> asked the vendor for a new one", "m1")
        .Pin("2024-03-07 09:15", ScriptedIncident.Ada, "m1")
        .Type("2024-03-07 09:20", "status identified The gateway's certificate has expired")
        .Type("2024-03-07 09:35", "mitigate Routed payments through the second gateway")
        .Type("2024-03-07 10:05", "resolve New certificate installed, payments succeed")
        .Type("2024-03-07 11:00", ScriptedIncident.Grace, "summary The certificate of our card gateway expired. Card payments in the EU failed until they were routed through the second gateway.")
        .Type("2024-03-07 11:00",
            "impact Nobody in the EU could pay by card for half an hour",
            "impact users 12% of customers",
            "impact degradation full",
            "impact revenue about $45,000",
            "impact slo Availability of payments below 99.5% for March",
            "cause The certificate of the card gateway expired, and its renewal had been switched off in January.",
            "factor The renewal job failed silently",
            "factor One gateway takes all card payments",
            "why human The calendar entry belonged to somebody who had left",
            "why technical The renewal job reports no failure",
            "why process Nobody owns the certificates",
            "detect users Three calls to the hotline after 4m",
            "detect why The probe checked the page, not a payment",
            "impact availability Payments 99.95% 87.5%",
            "impact availability Web 99.9% 99.9%",
            "impact latency \"POST /payments\" 250ms 4s",
            "impact errors Payments 0.02% 64%",
            "fix immediate Routed payments through the second gateway",
            "fix longterm Installed a certificate that renews itself",
            "lesson well The second gateway took over within five minutes",
            "lesson wrong The hotline knew before we did",
            "lesson learned A renewal that nobody watches does not exist",
            "action P0 Alert on certificates that expire within 14 days owner:\"Platform Team\" by 2024-03-08",
            "action P1 Give every certificate an owner <@sandbox:ada> by 2024-03-15",
            "action P1 Buy a third gateway <@sandbox:ada> by 2024-03-15",
            "action P2 Describe the switch of gateways",
            "action done AI-001",
            "action drop AI-003 Two are enough",
            "prevent technical Probe a real payment every minute",
            "prevent process Review certificates every quarter",
            "prevent monitoring Show the days left of each certificate",
            "link https://grafana.example.com/d/payments Payments dashboard",
            "link https://logs.example.com/q/503",
            "metric payments_failed 1,234",
            "metric error_rate_peak 64.0%",
            "related INC-2024-0110-0900",
            "related INC-2023-1201-1015 The same gateway",
            "postmortem review 2024-03-12",
            "section \"Postmortem Review\" Held by the payments team.\n\nEverybody may come.");
}
