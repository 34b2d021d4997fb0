namespace IncidentBot.Incidents.Search;

/// <summary>The words of a record, as search reads them: what the document says, without what was hidden or taken back.</summary>
public static class RecordTexts
{
    public static IEnumerable<string> OfTitle(IncidentRecord record) =>
        [record.Incident.Title, record.Incident.Id.Value, .. record.Incident.Services];

    public static IEnumerable<string> OfDocument(IncidentRecord record)
    {
        var texts = record.Statements.Values.SelectMany(said => said).Select(said => said.Text)
            .Concat(record.Entries.Where(entry => entry.IsLive).Select(entry => entry.ActionTaken is { } action ? $"{entry.Event} -> {action}" : entry.Event))
            .Concat(record.ActionItems.Select(item => $"{item.Id} {item.Text} {item.Owner?.Name}"))
            .Concat(record.Sections.Select(section => $"{section.Heading}\n{section.Text}"))
            .Concat(record.Edits.Values.Select(edit => edit.Text))
            .Concat(record.Measurements.Select(measured => $"{measured.Subject} {measured.Normal} {measured.During}"))
            .Concat(record.Metrics.Select(metric => metric.Name))
            .Concat(record.Links.Select(link => $"{link.Label} {link.Url}"))
            .Concat(record.Related.Select(related => $"{related.Id} {related.Why}"));
        if (record.Incident.LastUpdate is { } update)
            texts = texts.Append(update);
        return texts.Where(text => !string.IsNullOrWhiteSpace(text));
    }
}
