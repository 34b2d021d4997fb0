using IncidentBot.Incidents;
using IncidentBot.Postmortems.Template;

namespace IncidentBot.Postmortems;

/// <summary>The record becomes the document, the document becomes Markdown. The same record always gives the same bytes.</summary>
public static class PostmortemRenderer
{
    /// <summary>Whether nobody has written a note or kept a message, so that the timeline has to show the chat itself.</summary>
    public static bool NeedsChat(IncidentRecord record) =>
        !record.Entries.Any(entry => entry.IsLive && entry.Kind != EntryKind.Change);

    /// <summary>With the template that comes with the program.</summary>
    public static PostmortemDocument Assemble(IncidentRecord record, IReadOnlyList<TimelineEvent> chat) =>
        Assemble(PostmortemTemplate.Default, record, chat);

    /// <param name="chat">The messages with their edits and deletions, in the order of recording; read only where the record <see cref="NeedsChat"/>.</param>
    public static PostmortemDocument Assemble(PostmortemTemplate template, IncidentRecord record, IReadOnlyList<TimelineEvent> chat)
    {
        var facts = new Facts(template, record, NeedsChat(record) ? chat : []);
        var title = string.IsNullOrWhiteSpace(record.Incident.Title) ? record.Incident.Id.Value : record.Incident.Title;
        var sections = template.Sections.Select(section => new Section(section.Heading, section.Level, [.. section.Parts.SelectMany(part => Fill(part, facts))]));
        var generated = new PostmortemDocument(template.TitleStart + title + template.TitleEnd, [.. sections]).Identified();
        return record.Sections.Aggregate(Edits.Merge(generated, record), HandWritten.Place).Identified();
    }

    public static string Render(PostmortemDocument document, Form form) => Render(document, new RenderOptions(form));

    /// <param name="sources">Whose event it was, for footnotes; unknown events are named by their number.</param>
    public static string Render(PostmortemDocument document, RenderOptions options, Func<long, EvidenceSource?>? sources = null)
    {
        var shown = options.Form == Form.Finished ? FinishedForm.Of(document) : document;
        if (options.Evidence == EvidenceStyle.None)
            return Write(shown, []);

        var marks = new EvidenceMarks(options.Evidence, sources ?? (_ => null));
        var marked = marks.Of(shown);
        return EvidenceMarks.Unveil(Write(marked, marks.Footnotes));
    }

    private static string Write(PostmortemDocument document, IReadOnlyList<string> footnotes)
    {
        var writer = new MarkdownWriter().Heading(1, document.Title);
        foreach (var section in document.Sections)
            SectionWriter.Write(writer, section);
        if (footnotes.Count > 0)
            writer.Footnotes(footnotes);
        return writer.ToString();
    }

    private static IEnumerable<Slot> Fill(TemplatePart part, Facts facts)
    {
        if (part is FixedText text)
            return [new Slot("Text", Need.Optional, new Verbatim(text.Text))];

        var slot = (TemplateSlot)part;
        if (!slot.RowLabels.IsEmpty)
            return [new Slot(slot.Name, slot.Need, Filling.Labelled(slot, facts))];
        if (slot.Known is not { } known)
            return [new Slot(slot.Name, slot.Need, slot.Shape)];

        var fact = known.Find(facts, slot);
        var need = known.OnlyRepeats?.Invoke(facts) == true ? Need.Derived : slot.Need;
        var filled = new Slot(slot.Name, need, Filling.Of(slot, fact));
        return fact.Remark is { } remark ? [remark, filled] : [filled];
    }
}
