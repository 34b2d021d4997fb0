using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using IncidentBot.Incidents;

namespace IncidentBot.Postmortems;

/// <summary>What people wrote into the document's slots, brought together with what the record says: theirs stays, news stand beside it.</summary>
public static class Edits
{
    /// <summary>Facts are mended where they are recorded, by these commands, so that the document and the incident say the same.</summary>
    private static readonly ImmutableDictionary<string, string> CommandsForFacts = ImmutableDictionary.CreateRange(new Dictionary<string, string>
    {
        ["Incident ID"] = "rename <title>",
        ["Date"] = "correct start TIME",
        ["Time"] = "correct start TIME",
        ["Severity"] = "severity P0|P1|P2|P3",
        ["Status"] = "status <status>",
        ["Timeline"] = "timeline edit <n> <event>",
        ["Action Items"] = "action <what to do>",
        ["High Priority (P0)"] = "action P0 <what to do>",
        ["Medium Priority (P1)"] = "action P1 <what to do>",
        ["Low Priority (P2)"] = "action P2 <what to do>",
        ["Incident Commander"] = "role commander @person",
        ["Technical Lead"] = "role lead @person",
        ["Postmortem Author"] = "role author @person",
        ["Review Date"] = "postmortem review <date>",
    });

    /// <param name="document">As the record alone makes it, its slots identified.</param>
    public static PostmortemDocument Merge(PostmortemDocument document, IncidentRecord record)
    {
        if (record.Edits.IsEmpty)
            return document;

        var placed = new HashSet<string>(StringComparer.Ordinal);
        var merged = document with { Sections = [.. document.Sections.Select(section => section with { Slots = [.. section.Slots.Select(Merged)] })] };
        return merged with { Sections = [.. merged.Sections, .. record.Edits.Values.Where(edit => !placed.Contains(edit.Slot)).Select(WithoutPlace)] };

        Slot Merged(Slot slot)
        {
            if (!record.Edits.TryGetValue(slot.Id, out var edit) || !IsWritable(slot))
                return slot;

            placed.Add(slot.Id);
            return Written(slot, edit);
        }
    }

    public static ImmutableArray<DocumentSlot> SlotsOf(PostmortemDocument document) =>
    [
        .. from section in document.Sections
           from slot in section.Slots
           where SlotText.IsEditable(slot.Content)
           select new DocumentSlot(slot.Id, slot.Name, section.Heading)
           {
               Text = SlotText.Of(slot.Content),
               Generated = DigestOf(slot.Generated ?? slot.Content),
               Version = slot.Hand?.Version ?? 0,
               IsList = SlotText.IsList(slot.Content),
               Command = CommandsForFacts.GetValueOrDefault(slot.Name),
           },
    ];

    /// <summary>Whether a person may write into it, and not only read it there.</summary>
    public static bool IsWritable(Slot slot) => SlotText.IsEditable(slot.Content) && !CommandsForFacts.ContainsKey(slot.Name);

    /// <summary>What tells one text of the bot from another; short enough to go along in a form.</summary>
    public static string DigestOf(Content content) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(SlotText.Of(content))).AsSpan(0, 8));

    private static Slot Written(Slot slot, SlotEdit edit)
    {
        var content = SlotText.Read(slot.Content, edit.Text, text => new Line(text, edit.Evidence, edit.By.Name, edit.SaidAt));
        var hasNews = DigestOf(slot.Content) != edit.Generated && SlotText.Of(slot.Content) != SlotText.Of(content);
        return slot with
        {
            Content = content,
            // What a person wrote is no repetition, and is not left out as one.
            Need = slot.Need == Need.Derived ? Need.Optional : slot.Need,
            Hand = new Handwriting(edit.By.Name, edit.SaidAt, edit.Version),
            Generated = slot.Content,
            Suggestion = hasNews ? slot.Content : null,
        };
    }

    /// <summary>The template has the slot no more, but what somebody wrote is never lost.</summary>
    private static Section WithoutPlace(SlotEdit edit)
    {
        var content = new Prose(new Line(edit.Text, edit.Evidence, edit.By.Name, edit.SaidAt));
        return new Section(edit.Title, 1, [new Slot(edit.Title, Need.Optional, content) { Id = edit.Slot, Hand = new Handwriting(edit.By.Name, edit.SaidAt, edit.Version) }]);
    }
}
