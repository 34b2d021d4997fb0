using System.Collections.Frozen;
using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.Postmortems.Sections;

namespace IncidentBot.Postmortems.Template;

/// <summary>
/// Which headings and labels mean what: the one place that says so. They are compared as <see cref="Words.Of"/> reads
/// them, so that case, marks, numbering, plurals and small words do not matter. What is not here is people's own.
/// </summary>
internal static class Catalogue
{
    private static readonly FrozenDictionary<string, KnownSlot> Slots = Index(
        (IncidentInformation.Id, ["Incident ID", "ID", "Incident number", "Incident reference", "Reference", "Incident #", "Vorfallnummer"]),
        (IncidentInformation.Title, ["Title", "Incident title", "Incident name", "Titel", "Titre", "Título"]),
        (IncidentInformation.Severity, ["Severity", "Sev", "Severity level", "Incident severity", "Incident level", "Schweregrad", "Sévérité", "Gravité", "Severidad", "Gravedad"]),
        (IncidentInformation.Status, ["Status", "Incident status", "Current status", "State", "Statut", "Estado"]),
        (IncidentInformation.Services, ["Services", "Affected services", "Services affected", "Impacted services", "Services impacted", "Service", "Affected service", "Affected systems", "Systems affected", "Affected components", "Components affected", "Betroffene Dienste"]),
        (Times.Date, ["Date", "Incident date", "Date of incident", "Datum", "Fecha"]),
        (Times.Time, ["Time", "Incident time", "Time of incident"]),
        (Times.Duration, ["Duration", "Incident duration", "Total duration", "Outage duration", "Length", "Time to recover", "Downtime", "Dauer", "Durée", "Duración"]),
        (Times.TimeToResolution, ["Time to resolution", "Time to resolve", "TTR", "MTTR", "Time to recovery", "Time to restore"]),
        (Times.TimeToMitigation, ["Time to mitigation", "Time to mitigate", "TTM", "MTTM"]),
        (Times.TimeToDetection, ["Time to detection", "Time to detect", "TTD", "MTTD"]),
        (Times.StartedAt, ["Started at", "Started", "Start", "Start time", "Start date", "Incident start", "Incident started", "Incident start time", "Began", "Began at", "Impact start", "Start of impact", "Beginn", "Début", "Inicio"]),
        (Times.DetectedAt, ["Detected at", "Detected", "Time detected", "Incident detected", "Discovered", "Discovered at", "Noticed at", "Erkannt um"]),
        (Times.DeclaredAt, ["Declared at", "Declared", "Incident declared", "Opened at", "Reported at"]),
        (Times.MitigatedAt, ["Mitigated at", "Mitigated", "Time mitigated", "Incident mitigated", "Impact mitigated"]),
        (Times.ResolvedAt, ["Resolved at", "Resolved", "Time resolved", "End", "Ended", "Ended at", "End time", "End date", "Incident end", "Incident resolved", "Impact end", "End of impact", "Ende", "Fin"]),
        (Summary.Text, ["Summary", "What happened", "Executive summary", "Incident summary", "Overview", "Incident overview", "TLDR", "TL;DR", "Description", "Incident description", "Synopsis", "Abstract", "In short", "Short summary", "Brief summary", "Zusammenfassung", "Résumé", "Resumen", "Podsumowanie"]),
        (Summary.Impact, ["Impact", "Customer impact", "User impact", "Business impact", "Impact summary", "Impact statement", "What was the impact", "Impact on customers", "Impact on users", "Auswirkungen", "Auswirkung", "Impacto", "Wpływ"]),
        (Summary.UsersAffected, ["Users affected", "Affected users", "Customers affected", "Affected customers", "Users impacted", "Impacted users", "Customers impacted", "Number of users affected", "Number of customers affected", "Who was affected", "How many users were affected"]),
        (Summary.Degradation, ["Service degradation", "Degradation", "Degree of outage", "Outage type", "Type of outage"]),
        (Summary.RevenueImpact, ["Revenue impact", "Financial impact", "Revenue lost", "Lost revenue", "Cost", "Impact on revenue"]),
        (Summary.SloImpact, ["SLO impact", "SLA impact", "SLO/SLA impact", "Error budget impact", "Error budget", "Impact on SLO", "SLO breach"]),
        (Timeline.All, ["Timeline", "Incident timeline", "Timeline of events", "Chronology", "Sequence of events", "Detailed timeline", "Timeline (UTC)", "Zeitverlauf", "Zeitleiste", "Chronologie", "Cronología", "Oś czasu"]),
        (RootCause.Primary, ["Root cause", "Root cause(s)", "Primary cause", "Cause", "Root cause analysis", "RCA", "Underlying cause", "Main cause", "What caused it", "What caused the incident", "Cause of the incident", "Ursache", "Grundursache", "Cause racine", "Causa raíz", "Przyczyna"]),
        (RootCause.Factors, ["Contributing factors", "Contributing causes", "Contributing conditions", "Contributors", "Factors", "Other factors", "Beitragende Faktoren"]),
        (RootCause.Why, ["Why did it happen", "Why it happened", "Five whys", "5 whys", "The 5 whys", "Five whys analysis", "5 whys analysis", "Whys", "Why", "Why did this happen"]),
        (Sections.Detection.Method, ["How was the incident detected", "Detection", "Detection method", "How was it detected", "How detected", "Detected by", "Detection source", "How did we find out", "How did we detect it", "How did we learn about it", "How was this detected", "Method of detection"]),
        (Sections.Detection.Time, ["Detection time", "Detection delay"]),
        (Sections.Detection.WhyNotEarlier, ["Why wasn't it detected earlier", "Why was it not detected earlier", "Why not detected earlier", "Why did we not notice sooner", "Detection gaps"]),
        (ImpactAnalysis.Availability, ["Availability impact", "Availability", "Uptime", "Uptime impact"]),
        (ImpactAnalysis.Latency, ["Latency impact", "Latency", "Response times", "Response time impact"]),
        (ImpactAnalysis.ErrorRate, ["Error rate impact", "Error rate", "Error rates", "Errors"]),
        (Resolution.Whole, ["Resolution", "Resolution and recovery", "Recovery", "Fix", "How did we fix it", "How was it fixed", "How was it resolved", "What was done to resolve the incident", "Remediation", "Mitigation and resolution", "Lösung", "Résolution", "Resolución"]),
        (Resolution.Immediate, ["Immediate actions", "Immediate fixes", "Immediate action", "Short-term fixes", "Short-term actions", "Mitigation", "Mitigations", "Mitigation steps", "Sofortmaßnahmen"]),
        (Resolution.LongTerm, ["Long-term fixes", "Long-term actions", "Permanent fix", "Permanent fixes", "Long-term fix"]),
        (LessonsLearned.Whole, ["Lessons learned", "Lessons", "Retrospective", "Erkenntnisse"]),
        (LessonsLearned.WentWell, ["What went well", "Went well", "Things that went well", "What worked well", "What worked", "Successes", "Keep doing", "What went right", "Positives", "Was lief gut"]),
        (LessonsLearned.WentWrong, ["What went wrong", "What went poorly", "What went badly", "What didn't go well", "What did not go well", "Didn't go well", "Things that went poorly", "Things that went wrong", "What could have gone better", "Could have gone better", "What went less well", "Didn't go so well", "What did not go so well", "Failures", "Was lief schlecht"]),
        (LessonsLearned.Learned, ["What we learned", "What did we learn", "Learnings", "Key learnings", "Takeaways", "Key takeaways", "Insights", "Was wir gelernt haben"]),
        (ActionItems.All, ["Action items", "Actions", "Follow-up actions", "Follow-ups", "Follow-up", "Followups", "Next steps", "Remediation items", "Corrective actions", "Corrective and preventive actions", "Action plan", "Todos", "To do", "Repair items", "Maßnahmen", "Actions correctives", "Acciones", "Zadania"]),
        (ActionItems.High, ["High priority", "P0 actions", "P0"]),
        (ActionItems.Medium, ["Medium priority", "P1 actions", "P1"]),
        (ActionItems.Low, ["Low priority", "P2 actions", "P2"]),
        (Prevention.Whole, ["Prevention", "How can we prevent this from happening again", "How do we prevent this", "Preventive measures", "Preventing recurrence", "Prevention measures"]),
        (Prevention.Technical, ["Technical improvements", "Technical measures", "Technical prevention"]),
        (Prevention.Process, ["Process improvements", "Process measures", "Process changes", "Process prevention"]),
        (Prevention.Monitoring, ["Monitoring improvements", "Monitoring and alerting improvements", "Alerting improvements", "Observability improvements", "Improve detection"]),
        (MetricsAndData.Links, ["Graphs & charts", "Graphs", "Charts", "Dashboards", "Links", "Useful links", "Relevant links", "Related links", "References", "Supporting information", "Supporting data", "Resources", "Evidence"]),
        (MetricsAndData.KeyMetrics, ["Key metrics", "Metrics", "Metrics and data", "Key figures", "Figures"]),
        (RelatedIncidents.All, ["Related incidents", "Similar incidents", "Past incidents", "Previous incidents", "Related postmortems", "Recurrence"]),
        (SignOff.Commander, ["Incident commander", "IC", "Commander", "Incident lead", "Incident leader", "Incident manager", "Einsatzleiter"]),
        (SignOff.TechnicalLead, ["Technical lead", "Tech lead", "Engineering lead", "Ops lead", "Operations lead"]),
        (SignOff.Scribe, ["Scribe", "Note taker"]),
        (SignOff.Author, ["Postmortem author", "Author", "Authors", "Written by", "Postmortem owner", "Post-mortem owner", "Post-mortem author", "Report author", "Prepared by", "Autor", "Auteur"]),
        (SignOff.ReviewDate, ["Review date", "Postmortem review date", "Date of review", "Review meeting date", "Review on"]),
        (SignOff.Responders, ["Responders", "Attendees", "Participants", "Roles", "Roles and attendees", "Incident roles", "Incident team", "Response team", "People involved", "Who was involved", "Involved", "Incident responders", "Roles and responsibilities", "Beteiligte"]));

    /// <summary>Of a box to tick, how it was noticed.</summary>
    private static readonly ImmutableArray<(DetectionMethod Method, ImmutableArray<string> Words)> DetectionWords =
    [
        (DetectionMethod.Alerting, ["alert", "alerting", "alarm", "pager", "paged", "automated", "automatic"]),
        (DetectionMethod.Users, ["user", "customer", "support", "client", "report"]),
        (DetectionMethod.Dashboard, ["dashboard", "monitoring", "graph", "observability"]),
        (DetectionMethod.Manual, ["manual", "manually", "test", "testing", "engineer", "employee", "internal"]),
        (DetectionMethod.Other, ["other"]),
    ];

    public static KnownSlot? Find(string text) =>
        Words.Readings(text).Select(words => Slots.GetValueOrDefault(words)).FirstOrDefault(known => known is not null);

    /// <summary>What a table is about whose heading says nothing.</summary>
    public static KnownSlot? FindTable(IReadOnlyList<string> headers) =>
        new[] { ActionItems.All, Timeline.All, SignOff.Responders }.FirstOrDefault(known => known.Table!.Tells(known.Table.Read(headers)));

    public static DetectionMethod? MeaningOf(string choice)
    {
        var words = Words.Of(choice).Split(' ').ToHashSet();
        return DetectionWords.Where(method => method.Words.Any(words.Contains)).Select(method => (DetectionMethod?)method.Method).FirstOrDefault();
    }

    private static FrozenDictionary<string, KnownSlot> Index(params (KnownSlot Known, string[] Texts)[] entries)
    {
        var index = new Dictionary<string, KnownSlot>();
        foreach (var (known, texts) in entries)
        {
            foreach (var text in texts)
                index.TryAdd(Words.Of(text), known);
        }

        return index.ToFrozenDictionary();
    }
}

/// <summary>Which column heads mean what. Owners, types and tickets that the record does not know stay empty.</summary>
internal static class KnownTables
{
    private static readonly string[] WhoWords = ["Who", "By", "Person", "Name", "Author", "Reported by", "Actor", "Wer", "Qui", "Quién", "Kto"];

    public static TableWords Timeline { get; } = new(
        [Column.Time, Column.Event],
        (Column.Time, ["Time", "Time (UTC)", "Timestamp", "When", "UTC", "Date/Time", "Date and time", "Datetime", "Zeit", "Uhrzeit", "Heure", "Hora", "Czas"]),
        (Column.Date, ["Date", "Day", "Datum", "Fecha", "Data"]),
        (Column.Event, ["Event", "Events", "What", "What happened", "Description", "Details", "Entry", "Happening", "Update", "Ereignis", "Beschreibung", "Événement", "Evento", "Zdarzenie"]),
        (Column.Action, ["Action", "Actions", "Action taken", "Actions taken", "Response", "Reaction", "Maßnahme", "Aktion", "Acción", "Działanie"]),
        (Column.Status, ["Status", "State", "Incident status", "Phase", "Statut", "Estado"]),
        (Column.Who, [.. WhoWords, "Owner"]));

    public static TableWords Action { get; } = new(
        [Column.Task, Column.Owner],
        (Column.Id, ["ID", "#", "No", "Number", "Nr", "Key"]),
        (Column.Task, ["Action item", "Action", "Actions", "Task", "Item", "Description", "What", "Follow-up", "Todo", "To do", "Work item", "Title", "Details", "Maßnahme", "Aufgabe", "Tâche", "Tarea", "Acción", "Zadanie"]),
        (Column.Owner, ["Owner", "Owners", "Assignee", "Assigned to", "Responsible", "Who", "DRI", "Team", "Person", "Owner/Team", "Verantwortlich", "Verantwortlicher", "Responsable", "Właściciel"]),
        (Column.Priority, ["Priority", "Prio", "P", "Importance", "Urgency", "Priorität", "Priorité", "Prioridad", "Priorytet"]),
        (Column.Due, ["Due date", "Due", "By when", "Deadline", "When", "Target date", "ETA", "Target", "Due by", "Fällig", "Fällig am", "Frist", "Échéance", "Fecha límite", "Termin"]),
        (Column.Created, ["Created", "Created on", "Opened"]),
        (Column.Status, ["Status", "State", "Progress", "Statut", "Estado"]));

    public static TableWords Roles { get; } = new(
        [Column.Role, Column.Who],
        (Column.Role, ["Role", "Roles", "Function", "Responsibility", "Position", "Rolle", "Rôle", "Rol", "Rola"]),
        (Column.Who, [.. WhoWords, "Attendee", "Participant", "Responder", "Assigned to", "Holder", "Member"]));

    public static TableWords Figures { get; } = new(
        [],
        (Column.Subject, ["Service", "Endpoint", "Component", "System", "Name", "Resource", "Path", "API"]),
        (Column.Normal, ["Normal", "Normal uptime", "Normal p95", "Normal error rate", "Baseline", "Before", "Usual", "Normal value", "Expected"]),
        (Column.During, ["Incident", "Incident uptime", "Incident p95", "Incident error rate", "During", "During incident", "During the incident", "Actual", "Peak", "Incident value"]),
        (Column.Difference, ["Impact", "Increase", "Difference", "Change", "Delta", "Drop", "Decrease"]));

    public static TableWords Related { get; } = new(
        [],
        (Column.Id, ["Incident", "Incident ID", "ID", "Reference"]),
        (Column.Date, ["Date", "When"]),
        (Column.Reason, ["Why", "Reason", "Relation", "How related", "Similarity", "Relevance", "Notes", "Description"]));

    public static TableWords Links { get; } = new(
        [],
        (Column.Name, ["Name", "Description", "Title", "What", "Label", "Dashboard"]),
        (Column.Link, ["Link", "URL", "Address"]));

    public static TableWords Metrics { get; } = new(
        [],
        (Column.Name, ["Metric", "Name", "Measure", "Figure", "Measurement"]),
        (Column.Value, ["Value", "Number", "Result"]));
}
