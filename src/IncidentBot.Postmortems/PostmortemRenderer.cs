using IncidentBot.Incidents;
using IncidentBot.Postmortems.Sections;

namespace IncidentBot.Postmortems;

/// <summary>The record becomes the document, the document becomes Markdown. The same record always gives the same bytes.</summary>
public static class PostmortemRenderer
{
    /// <summary>Whether nobody has written a note or kept a message, so that the timeline has to show the chat itself.</summary>
    public static bool NeedsChat(IncidentRecord record) =>
        !record.Entries.Any(entry => entry.IsLive && entry.Kind != EntryKind.Change);

    /// <param name="chat">The messages with their edits and deletions, in the order of recording; read only where the record <see cref="NeedsChat"/>.</param>
    public static PostmortemDocument Assemble(IncidentRecord record, IReadOnlyList<TimelineEvent> chat)
    {
        var sections = new[]
        {
            IncidentInformation.Of(record),
            Summary.Of(record),
            Timeline.Of(record, NeedsChat(record) ? chat : []),
            RootCause.Of(record),
            Sections.Detection.Of(record),
            ImpactAnalysis.Of(record),
            Resolution.Of(record),
            LessonsLearned.Of(record),
            ActionItems.Of(record),
            Prevention.Of(record),
            MetricsAndData.Of(record),
            RelatedIncidents.Of(record),
            SignOff.Of(record),
        };
        var title = string.IsNullOrWhiteSpace(record.Incident.Title) ? record.Incident.Id.Value : record.Incident.Title;
        var generated = new PostmortemDocument(title, [.. sections.SelectMany(section => section)]).Identified();
        return record.Sections.Aggregate(Edits.Merge(generated, record), HandWritten.Place);
    }

    public static string Render(PostmortemDocument document, Form form)
    {
        var writer = new MarkdownWriter().Heading(1, document.Title);
        var shown = form == Form.Finished ? FinishedForm.Of(document) : document;
        foreach (var section in shown.Sections)
            SectionWriter.Write(writer, section);
        return writer.ToString();
    }
}
