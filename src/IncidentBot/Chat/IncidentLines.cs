using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>An incident on one line of a list, with the way to it.</summary>
public static class IncidentLines
{
    public static BotText Of(IncidentLine line, PageLinks links)
    {
        var kind = line.IsPrivate ? " · private" : "";
        var said = BotText.Say($"*{line.Id}* {line.Severity ?? "no severity"} · {line.Status}{kind} · since {new DateTimeOffset(line.StartedAt, TimeSpan.Zero)}: {line.Title}");
        if (line.Home is { } home)
            said = said.Then($" · {home}");
        return said.Then($" · {links.Postmortem(new IncidentId(line.Id))}");
    }
}
