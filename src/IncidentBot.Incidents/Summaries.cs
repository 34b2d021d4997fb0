using IncidentBot.Incidents.Commands;

namespace IncidentBot.Incidents;

/// <summary>What <c>show</c> says: the state, and the lists with the numbers that <c>edit</c> and <c>remove</c> take.</summary>
public static class Summaries
{
    public static BotText Of(IncidentRecord record)
    {
        var incident = record.Incident;
        var lines = new List<BotText>
        {
            BotText.Say($"*{incident.Id}* {incident.Title}"),
            BotText.Say($"{incident.Severity?.ToString() ?? "No severity"} · {incident.Status} · since {incident.StartedAt}"),
        };
        if (!incident.FurtherHomes.IsEmpty)
            lines.Add(BotText.Say($"Lives in {IncidentHome.Listed(incident.Homes)}"));
        if (incident.Duration is { } lasted)
            lines.Add(BotText.Say($"Lasted {Durations.InWords(lasted)}"));
        lines.AddRange(incident.Roles.Select(held => BotText.Say($"{Role.Named(held.Role).Title}: {held.Holder}")));
        if (record.The(Topic.Summary) is { } summary)
            lines.Add(BotText.Say($"Summary: {summary.Text}"));
        if (record.The(Topic.PrimaryCause) is { } cause)
            lines.Add(BotText.Say($"Primary cause: {cause.Text}"));

        foreach (var list in new[] { FactorCommand.Lists, WhyCommand.Lists, FixCommand.Lists, LessonCommand.Lists, PreventCommand.Lists })
            lines.AddRange(Numbered(list, record));
        lines.AddRange(record.ActionItems.Select(ActionItemLine.Of));
        return BotText.Lines(lines);
    }

    /// <summary>For somebody who comes in late: what hurts, who leads, what was said last, and where to read on.</summary>
    public static BotText ForNewcomer(IncidentRecord record, Linked document)
    {
        const int latest = 5;
        var incident = record.Incident;
        var lines = new List<BotText>
        {
            BotText.Say($"*{incident.Id}* {incident.Title}"),
            BotText.Say($"{incident.Severity?.ToString() ?? "No severity yet"} · {incident.Status} · since {incident.StartedAt}"),
        };
        lines.AddRange(incident.Roles.Select(held => BotText.Say($"{Role.Named(held.Role).Title}: {held.Holder}")));
        if (record.The(Topic.Summary) is { } summary)
            lines.Add(BotText.Say($"{summary.Text}"));
        if (incident.LastUpdate is { } update)
            lines.Add(BotText.Say($"Last update: {update}"));

        var rows = TimelineRow.Of(record);
        if (!rows.IsEmpty)
            lines.Add(BotText.Say($"So far:"));
        lines.AddRange(rows.TakeLast(latest).Select(row => BotText.Say($"• {row.At.ToClock()} {row.Event}")));
        lines.Add(BotText.Say($"{document}"));
        return BotText.Lines(lines);
    }

    private static IEnumerable<BotText> Numbered(StatementList list, IncidentRecord record) => list.Topics
        .SelectMany(topic => record.Of(topic.Topic).Select(statement => (topic.Heading, statement.Text)))
        .Select((said, place) => BotText.Say($"{said.Heading} {place + 1}: {said.Text}"));
}
