using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Search;
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

    /// <summary>With the words around what was found, unless that is the title, which stands there anyway.</summary>
    public static BotText Found(IncidentLine line, PageLinks links) => line.Found is { In: not FoundIn.Title } found
        ? Of(line, links).Then($"\n{(found.In == FoundIn.Chat ? "in the chat" : "in the document")}: {found.Text}")
        : Of(line, links);
}
