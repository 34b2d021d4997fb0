using System.Collections.Immutable;

namespace IncidentBot.Postmortems.Template;

/// <summary>Says what each place of a template means: by its label, else by the heading above it, and by its shape.</summary>
internal static class SlotBinder
{
    public static PostmortemTemplate Bind(List<SectionDraft> drafts, (string Start, string End)? title)
    {
        var sections = drafts
            .Select((draft, place) => Bind(draft, isParent: place + 1 < drafts.Count && drafts[place + 1].Level > draft.Level))
            .Where(section => section.Heading.Length > 0 || !section.Parts.IsEmpty)
            .ToImmutableArray();
        var known = sections.SelectMany(section => section.Parts).OfType<TemplateSlot>()
            .Select(slot => slot.Known?.Name).OfType<string>().ToImmutableHashSet();
        return new PostmortemTemplate
        {
            TitleStart = title?.Start ?? "",
            TitleEnd = title?.End ?? "",
            KnownNames = known,
            Sections = [.. sections.Select(section => section with { Parts = [.. section.Parts.Select(part => Weighed(part, known))] })],
        };
    }

    /// <summary>What only repeats another slot of the template, is needed by nobody.</summary>
    private static TemplatePart Weighed(TemplatePart part, ImmutableHashSet<string> known) =>
        part is TemplateSlot { Known.Repeats: { } other } slot && known.Contains(other) ? slot with { Need = Need.Derived } : part;

    private static TemplateSection Bind(SectionDraft draft, bool isParent)
    {
        var fromHeading = Catalogue.Find(draft.Heading);
        var parts = ImmutableArray.CreateBuilder<TemplatePart>();
        var drafts = LabelsPlaced(draft.Drafts);
        for (var place = 0; place < drafts.Count; place++)
        {
            switch (drafts[place])
            {
                case FixedDraft text:
                    AddFixed(parts, text, place > 0 ? drafts[place - 1] : null);
                    break;
                case LabelDraft label:
                    parts.Add(Over(label, (SlotDraft)drafts[place + 1]));
                    break;
                case SlotDraft slot:
                    var label2 = slot.Label ?? (place > 0 && drafts[place - 1] is LabelDraft over ? over.Text : null);
                    var known = Known(slot, label2, fromHeading);
                    fromHeading = known == fromHeading && label2 is null ? null : fromHeading;
                    parts.Add(Bound(slot, label2 ?? draft.Heading, known, draft.Heading));
                    break;
            }
        }

        if (parts.OfType<TemplateSlot>().Any() || (isParent && parts.Count == 0))
            return new TemplateSection(draft.Heading, draft.Level, draft.Line + 1, parts.ToImmutable());
        if (draft.Heading.Length > 0 && (parts.Count == 0 || fromHeading is not null))
            parts.Add(Implied(draft, fromHeading));
        return new TemplateSection(draft.Heading, draft.Level, draft.Line + 1, parts.ToImmutable());
    }

    /// <summary>A label stays where something stands below it that it can be the label of; any other is a field or plain text.</summary>
    private static List<Draft> LabelsPlaced(List<Draft> drafts)
    {
        var placed = new List<Draft>();
        for (var place = 0; place < drafts.Count; place++)
        {
            var next = place + 1 < drafts.Count ? drafts[place + 1] : null;
            if (drafts[place] is not LabelDraft label)
                placed.Add(drafts[place]);
            else if (next is SlotDraft { IsList: true })
                placed.Add(label);
            else if (next is SlotDraft { Label: null, Shape: Prose } text)
                placed.Add(text with { Shape = new Prose(null, label.Text), Label = label.Text, Need = text.Need ?? label.Need, Line = drafts[place++].Line });
            else if (Catalogue.Find(label.Text) is not null || (label.IsMarked && next is not FixedDraft))
                placed.Add(new SlotDraft(label.IsAlone ? new Prose(null, label.Text) : new Field(label.Text, null), label.Text, "", label.Line, label.End) { Need = label.Need });
            else
                placed.Add(new FixedDraft(label.Source, label.Line, label.End));
        }

        return placed;
    }

    private static void AddFixed(ImmutableArray<TemplatePart>.Builder parts, FixedDraft text, Draft? before)
    {
        if (string.IsNullOrWhiteSpace(text.Text))
            return;
        if (parts.Count > 0 && parts[^1] is FixedText last && before is FixedDraft earlier && earlier.End <= text.Line)
            parts[^1] = last with { Text = last.Text + new string('\n', text.Line - earlier.End + 1) + text.Text };
        else
            parts.Add(new FixedText(text.Text, text.Line + 1));
    }

    /// <summary>A question over answers that speak for themselves only asks the author.</summary>
    private static TemplateSlot Over(LabelDraft label, SlotDraft below)
    {
        var isPrompt = label.Text.EndsWith('?') && below.Shape is Choices or NumberedGroup && label.Text.EndsWith('?');
        var known = !isPrompt && below.HasOwnLabel ? Catalogue.Find(label.Text) : null;
        return new TemplateSlot(known?.Name ?? label.Text, new Label(label.Text, null, isPrompt), label.Line + 1) { Known = known };
    }

    private static KnownSlot? Known(SlotDraft slot, string? label, KnownSlot? fromHeading)
    {
        var known = label is null ? fromHeading : Catalogue.Find(label);
        if (slot.Shape is Rows table && known?.Table is null)
            return slot.RowLabels.IsEmpty ? Catalogue.FindTable(table.Headers) : null;

        return known?.Fits(slot.Shape) == true ? known : slot.Shape is JsonBlock ? JsonOf(slot) : null;
    }

    /// <summary>Figures whose names say that they are the incident's.</summary>
    private static KnownSlot? JsonOf(SlotDraft slot) =>
        slot.Hint.Contains("\"duration", StringComparison.Ordinal) || slot.Hint.Contains("\"incident_", StringComparison.Ordinal) ? Catalogue.Find("Key metrics") : null;

    private static TemplateSlot Bound(SlotDraft slot, string words, KnownSlot? known, string heading)
    {
        var repeatsHeading = known is not null && Catalogue.Find(heading) == known;
        var shape = slot.Shape is Prose { Label: { } label } prose ? prose with { IsPrompt = label.EndsWith('?') && repeatsHeading } : slot.Shape;
        var headers = shape is Rows rows ? rows.Headers : [];
        return new TemplateSlot(known?.Name ?? (words.Length == 0 ? "Text" : words), shape, slot.Line + 1)
        {
            Need = slot.Need ?? (known is null ? Need.Optional : Requirement.NeedOf(known.Name)),
            Known = known,
            Hint = slot.Hint,
            Columns = known?.Table?.Read(headers) ?? [],
            RowLabels = known is null ? [.. slot.RowLabels.Select(text => new RowLabel(text, Catalogue.Find(text)))] : [],
        };
    }

    /// <summary>A heading over nothing asks for what it says.</summary>
    private static TemplateSlot Implied(SectionDraft section, KnownSlot? known) =>
        Bound(new SlotDraft(known?.Natural ?? new Prose(null), null, "", section.Line, section.Line + 1), section.Heading, known, section.Heading);
}
