using System.Collections.Immutable;

namespace IncidentBot.Postmortems;

/// <summary>The slots of a section, in groups: fields, labelled bullets and numbered groups that follow one another are one block of Markdown.</summary>
public static class SectionBlocks
{
    public static IEnumerable<ImmutableArray<Slot>> Of(Section section)
    {
        var block = ImmutableArray.CreateBuilder<Slot>();
        foreach (var slot in section.Slots)
        {
            var joins = slot.Content is Field or LabelledBullet or NumberedGroup;
            if (block.Count > 0 && !(joins && block[0].Content.GetType() == slot.Content.GetType()))
                yield return block.DrainToImmutable();
            block.Add(slot);
        }

        if (block.Count > 0)
            yield return block.DrainToImmutable();
    }
}
