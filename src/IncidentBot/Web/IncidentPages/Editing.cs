using System.Collections.Immutable;
using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Postmortems;

namespace IncidentBot.Web.IncidentPages;

/// <summary>A slot while somebody writes into it.</summary>
/// <param name="Heading">Of its section.</param>
/// <param name="Known">As commands know it.</param>
/// <param name="History">From the first to the last.</param>
public sealed record Editing(LiveDocument Live, Slot Slot, string Heading, DocumentSlot Known, ImmutableArray<SlotVersion> History)
{
    public IncidentRecord Record => Live.Record;

    public IncidentId Incident => Record.Incident.Id;

    /// <summary>What stands in the box.</summary>
    public string Text { get; init; } = Known.Text;

    /// <summary>The version whose text was taken into the box again.</summary>
    public SlotVersion? Restored { get; init; }

    /// <summary>Why what was sent is not saved, as HTML.</summary>
    public string? Problem { get; init; }

    /// <summary>What stands there now, where it is not what the writer had before them.</summary>
    public string? Theirs { get; init; }

    /// <summary>What to do in place of writing by hand, where the slot repeats a fact of the incident.</summary>
    public string? Command => Known.Command;

    public string Address => SlotLink.Edit(Incident, Slot);

    /// <summary>The section's heading says it already where the two are the same.</summary>
    public string Name => Headings.AreAlike(Slot.Name, Heading) ? Slot.Name : $"{Heading}: {Slot.Name}";

    /// <summary>How the text is read.</summary>
    public string Help => Slot.Content switch
    {
        Rows rows => $"A line for each row, its cells parted by |: {string.Join(" | ", rows.Headers)}. A cell's own | is written \\|.",
        Checklist => "A line for each item: [x] done, [ ] not done. A line that begins with two spaces goes on with the one before.",
        Choices => "A line for each answer: [x] in front of those that hold, [ ] of the others.",
        JsonBlock => "A line for each value: name: value.",
        Bullets or Numbered or NumberedGroup => "A line for each item, without a mark in front. A line that begins with two spaces goes on with the one before.",
        Postmortems.Field or LabelledBullet => "One line. `Code` between backticks and links to web addresses are kept.",
        _ => "A blank line begins a new paragraph. `Code` between backticks and links to web addresses are kept; all else stands as it is typed.",
    };

    public int Rows => Math.Clamp(Text.Count(letter => letter == '\n') + 2, Slot.Content is Postmortems.Field or LabelledBullet ? 2 : 5, 24);
}
