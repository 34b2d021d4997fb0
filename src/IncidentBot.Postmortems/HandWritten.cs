using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Postmortems;

/// <summary>Puts what a person wrote under a heading where it belongs: <c>section "What Went Well" …</c>.</summary>
internal static class HandWritten
{
    /// <summary>A section's heading counts before a slot's name; a heading of neither becomes a section at the end.</summary>
    public static PostmortemDocument Place(PostmortemDocument document, SectionText written)
    {
        var line = new Line(written.Text, written.Evidence, written.By.Name, written.SaidAt);
        var heading = Headings.Plain(written.Heading);
        if (document.Sections.FirstOrDefault(section => Headings.Plain(section.Heading) == heading) is { } section)
            return Replace(document, section, section with { Slots = Write(section, line) });
        if (document.Sections.FirstOrDefault(candidate => candidate.Slots.Any(slot => IsNamed(slot, heading))) is { } home)
            return Replace(document, home, home with { Slots = Fill(home, home.Slots.Where(slot => IsNamed(slot, heading)).MaxBy(slot => slot.IsFillable)!, line) });

        return document with { Sections = document.Sections.Add(new Section(written.Heading, 1, [Text(written.Heading, line)])) };
    }

    private static bool IsNamed(Slot slot, string heading) => slot.Content is not Remark && Headings.Plain(slot.Name) == heading;

    /// <summary>Where the section has a text of its own name, as the summary has, that is meant. Where nothing was filled, the text stands in place of all the gaps.</summary>
    private static ImmutableArray<Slot> Write(Section section, Line line)
    {
        if (section.Slots.FirstOrDefault(slot => slot.Name == section.Heading && slot.Content is Prose { IsEmpty: true }) is { } gap)
            return Fill(section, gap, line);

        var standing = section.Slots.All(slot => slot.Content.IsEmpty) ? [] : section.Slots;
        return standing.Add(Text(section.Heading, line));
    }

    /// <summary>What the record fills already stays; the person's words follow it. Neither is left out as a repetition.</summary>
    private static ImmutableArray<Slot> Fill(Section section, Slot slot, Line line) =>
        slot.Content.IsEmpty && slot.Content.FilledWith(line) is { } filled
            ? section.Slots.Replace(slot, slot with { Content = filled, Need = slot.Need == Need.Derived ? Need.Optional : slot.Need })
            : section.Slots.Add(Text(slot.Name, line, slot.Name));

    private static Slot Text(string name, Line line, string? label = null) => new(name, Need.Optional, new Prose(line, label));

    private static PostmortemDocument Replace(PostmortemDocument document, Section old, Section with) =>
        document with { Sections = document.Sections.Replace(old, with) };
}
