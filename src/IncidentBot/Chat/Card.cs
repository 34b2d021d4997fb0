using IncidentBot.Incidents;

namespace IncidentBot.Chat;

/// <summary>The incident at a glance: the pinned card, the announcement, the topic.</summary>
public static class Card
{
    public static BotText Of(Incident incident, Linked document)
    {
        var lines = new List<BotText>
        {
            BotText.Say($"{(incident.IsDrill ? "Drill: " : "")}*{incident.Id}* *{incident.Title}*"),
            BotText.Say($"Status: *{incident.Status}* · Severity: *{incident.Severity?.ToString() ?? "not set"}* · since {incident.StartedAt}"),
        };
        lines.AddRange(incident.Roles.Select(held => BotText.Say($"{Role.Named(held.Role).Title}: {held.Holder}")));
        if (incident.Holder(Role.Commander) is null && !incident.IsOver)
            lines.Add(BotText.Say($"Nobody is in command: `claim commander`"));
        if (!incident.FurtherHomes.IsEmpty)
            lines.Add(BotText.Say($"Lives in {IncidentHome.Listed(incident.Homes)}"));
        if (incident.LastUpdate is { } update)
            lines.Add(BotText.Say($"Last update: {update}"));
        lines.Add(BotText.Say($"{document}"));
        return BotText.Lines(lines);
    }

    /// <summary>For those who are not in it: the same, and where it lives.</summary>
    public static BotText ForOthers(Incident incident, Linked document)
    {
        var card = Of(incident, document);
        return incident is { Home: { } home, HomeName: { } name, FurtherHomes.IsEmpty: true } ? card.Then($" · {new ChannelNamed(home, name)}") : card;
    }

    /// <summary>Where it lived once; what has become of it since is for its own people.</summary>
    public static BotText WhereItLeft(IncidentId id) => BotText.Say($"*{id}* no longer lives in this conversation. `join {id}` brings it back.");

    /// <summary>In the incident's home, with what makes sense to do next.</summary>
    public static BotText InHome(Incident incident, Linked document) => Of(incident, document).Then($"\n{Offers(incident)}");

    private static BotText Offers(Incident incident)
    {
        var id = incident.Id;
        if (incident.IsFinal)
            return BotText.Say($"{new Offered("Postmortem", "postmortem", id)}{Offered.Form("Reopen", "reopen", id)}");
        if (incident.IsOver)
            return BotText.Say($"{new Offered("Postmortem", "postmortem", id) with { Style = OfferStyle.Primary }}{Offered.Form("Action item", "action", id)}{Offered.Form("Lesson", "lesson", id)}{Offered.Form("Close", "close", id)}{Offered.Form("Reopen", "reopen", id)}");

        var over = incident.Status == IncidentStatus.Mitigated ? BotText.Empty : BotText.Say($"{Offered.Form("Mitigate", "mitigate", id)}");
        return BotText.Say($"{Offered.Form("Update", "update", id)}{Offered.Form("Note", "note", id)}{Offered.Form("Action item", "action", id)}")
            .Then(over)
            .Then($"{Offered.Form("Resolve", "resolve", id) with { Style = OfferStyle.Primary }}\n{Severity(id)}{RoleToTake(id)}{new Offered("Postmortem", "postmortem", id)}");
    }

    private static OfferedChoice Severity(IncidentId id) =>
        new("Severity", [.. Severities.All.Select(severity => new Offered(severity.Label, $"severity {severity.Value}", id))]);

    private static OfferedChoice RoleToTake(IncidentId id) =>
        new("Take a role", [.. Role.Known.Where(role => role != Role.Author).Select(role => new Offered(role.Title, $"claim {role.Name}", id))]);

    /// <summary><c>P1 | Investigating | commander | link</c>.</summary>
    public static string Topic(Incident incident, Linked document) => string.Join(" | ",
        incident.Severity?.ToString() ?? "no severity",
        incident.Status.ToString(),
        incident.Holder(Role.Commander)?.Name ?? "no commander",
        document.Url);
}
