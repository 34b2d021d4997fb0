using System.Collections.Immutable;

namespace IncidentBot.Postmortems;

/// <summary>The document without what has no data, what only repeats and what asks the author.</summary>
internal static class FinishedForm
{
    public static PostmortemDocument Of(PostmortemDocument document)
    {
        var sections = ImmutableArray.CreateBuilder<Section>();
        var deepestBelow = 0;
        foreach (var section in document.Sections.Reverse())
        {
            var finished = section with { Slots = Finished(section.Slots) };
            var hasSubsections = deepestBelow > section.Level;
            if (finished.Slots.IsEmpty && !hasSubsections)
                continue;

            sections.Insert(0, finished);
            deepestBelow = section.Level;
        }

        return document with { Sections = sections.ToImmutable() };
    }

    private static ImmutableArray<Slot> Finished(ImmutableArray<Slot> slots)
    {
        var filled = slots.Where(slot => slot.Need != Need.Derived && (IsBareLabel(slot) || !slot.Content.IsEmpty)).ToList();
        return
        [
            .. filled
                .Where((slot, place) => !IsBareLabel(slot) || IsAnswered(slot, filled.ElementAtOrDefault(place + 1)))
                .Select(WithoutPrompt),
        ];
    }

    private static bool IsBareLabel(Slot slot) => slot.Content is Label { Sentence: null };

    private static bool IsAnswered(Slot label, Slot? next) =>
        label.Content is Label { IsPrompt: false } && next is { Content: not (Label or Field or Prose) };

    private static Slot WithoutPrompt(Slot slot) =>
        slot.Content is Prose { IsPrompt: true } prose ? slot with { Content = prose with { Label = null } } : slot;
}
