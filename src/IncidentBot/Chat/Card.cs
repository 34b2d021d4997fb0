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
        if (incident.LastUpdate is { } update)
            lines.Add(BotText.Say($"Last update: {update}"));
        lines.Add(BotText.Say($"{document}"));
        return BotText.Lines(lines);
    }

    /// <summary>For those who are not in it: the same, and where it lives.</summary>
    public static BotText ForOthers(Incident incident, Linked document)
    {
        var card = Of(incident, document);
        return incident is { Home: { } home, HomeName: { } name } ? card.Then($" · {new ChannelNamed(home, name)}") : card;
    }

    /// <summary><c>P1 | Investigating | commander | link</c>.</summary>
    public static string Topic(Incident incident, Linked document) => string.Join(" | ",
        incident.Severity?.ToString() ?? "no severity",
        incident.Status.ToString(),
        incident.Holder(Role.Commander)?.Name ?? "no commander",
        document.Url);
}
