using System.Collections.Immutable;

namespace IncidentBot.Postmortems.Template;

/// <summary>Says what each place of a template means: by its label, else by the heading above it, and by its shape.</summary>
internal static class SlotBinder
{
    public static PostmortemTemplate Bind(List<SectionDraft> drafts, (string Start, string End)? title)
    {
        var given = new HashSet<KnownSlot>();
        var sections = drafts
            .Select((draft, place) => Bind(draft, given, isParent: place + 1 < drafts.Count && drafts[place + 1].Level > draft.Level))
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

    /// <param name="given">What a slot has already; long texts, lists and tables are given once, single facts as often as they are asked for.</param>
    private static TemplateSection Bind(SectionDraft draft, HashSet<KnownSlot> given, bool isParent)
    {
        var fromHeading = Catalogue.Find(draft.Heading);
        var parts = ImmutableArray.CreateBuilder<TemplatePart>();
        var drafts = LabelsPlaced(WithoutInstructions(draft.Drafts));
        var heir = Heir(drafts, fromHeading);
        for (var place = 0; place < drafts.Count; place++)
        {
            if (drafts[place] is FixedDraft text)
                AddFixed(parts, text, place > 0 ? drafts[place - 1] : null);
            else if (drafts[place] is LabelDraft label)
                parts.Add(Over(label, (SlotDraft)drafts[place + 1]));
            else if (drafts[place] is SlotDraft slot)
                parts.Add(Bound(slot, LabelOf(drafts, place) ?? draft.Heading, Once(Known(slot, LabelOf(drafts, place), slot == heir ? fromHeading : null), slot, given), draft.Heading));
        }

        var asks = parts.OfType<TemplateSlot>().Any() || (isParent && parts.Count == 0);
        if (!asks && draft.Heading.Length > 0 && (parts.Count == 0 || fromHeading is not null))
            parts.Add(Implied(draft, fromHeading is not null && given.Add(fromHeading) ? fromHeading : null));
        return new TemplateSection(draft.Heading, draft.Level, draft.Line + 1, parts.ToImmutable());
    }

    private static string? LabelOf(List<Draft> drafts, int place) =>
        ((SlotDraft)drafts[place]).Label ?? (place > 0 && drafts[place - 1] is LabelDraft over ? over.Text : null);

    private static KnownSlot? Once(KnownSlot? known, SlotDraft slot, HashSet<KnownSlot> given) =>
        known is null || given.Add(known) || slot.Shape is Field or LabelledBullet ? known : null;

    /// <summary>Of the slots without a label, the one that is filled with what the heading says: a table before a list before a text, where it is a table.</summary>
    private static SlotDraft? Heir(List<Draft> drafts, KnownSlot? known)
    {
        var candidates = drafts.Where((draft, place) => draft is SlotDraft { IsPeoples: false } && LabelOf(drafts, place) is null)
            .Cast<SlotDraft>()
            .Where(slot => known?.Fits(slot.Shape) == true)
            .ToList();
        return known?.Natural is Prose
            ? candidates.FirstOrDefault()
            : candidates.Find(slot => slot.Shape is Rows or JsonBlock) ?? candidates.Find(slot => slot.IsList) ?? candidates.FirstOrDefault();
    }

    private static List<Draft> WithoutInstructions(List<Draft> drafts) =>
        [.. drafts.Where((draft, place) => !(draft is SlotDraft { IsInstruction: true } && place + 1 < drafts.Count && drafts[place + 1] is SlotDraft or LabelDraft))];

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
        var isPrompt = label.Text.EndsWith('?') && below.Shape is Choices or NumberedGroup;
        var known = !isPrompt && below.HasOwnLabel ? Catalogue.Find(label.Text) : null;
        return new TemplateSlot(known?.Name ?? label.Text, new Label(label.Text, null, isPrompt), label.Line + 1) { Known = known };
    }

    private static KnownSlot? Known(SlotDraft slot, string? label, KnownSlot? fromHeading)
    {
        if (slot.IsPeoples)
            return null;

        var known = label is null ? fromHeading : Catalogue.Find(label);
        if (slot.Shape is Rows table && known?.Table is null)
            return slot.RowLabels.IsEmpty ? Catalogue.FindTable(table.Headers) : null;

        return known?.IsMeantBy(slot) == true ? known : slot.Shape is JsonBlock ? JsonOf(slot) : null;
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
