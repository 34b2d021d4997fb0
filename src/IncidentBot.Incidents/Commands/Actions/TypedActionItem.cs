using System.Text.RegularExpressions;

namespace IncidentBot.Incidents.Commands;

/// <summary>An action item as it is typed: <c>[P0] what to do [@owner|owner:"DB Team"] [by DATE]</c>, owner and date in either order.</summary>
internal sealed partial record TypedActionItem(string Text, Owner? Owner, Priority Priority, DateOnly? DueOn, string? Problem)
{
    /// <summary>Whether it was said that it has no due date.</summary>
    public bool IsWithoutDate { get; init; }

    public static TypedActionItem Read(string raw, CommandContext context)
    {
        var (first, rest) = CommandLine.SplitFirst(raw);
        var hasPriority = TryPriority(first, out var named);
        var priority = hasPriority ? named : Priority.P1;
        var text = ActionItemText.Quiet(hasPriority ? rest : raw);

        Owner? owner = null;
        DateOnly? due = null;
        var isWithoutDate = false;
        if (NamedOwner().Match(text) is { Success: true } written)
        {
            owner = Mention.Read(written.Groups["name"].Value, context);
            text = text.Remove(written.Index, written.Length);
        }

        for (var part = 0; part < 2; part++)
        {
            if (due is null && !isWithoutDate && ByNone().Match(text) is { Success: true } none)
                (isWithoutDate, text) = (true, text[..none.Index]);

            if (due is null && !isWithoutDate && DateExpression.TryReadDeadline(text, context.Clock, out var before, out var date))
            {
                if (!date.IsRead)
                    return new TypedActionItem("", null, priority, null, date.Problem);
                (due, text) = (date.Value, before);
            }

            if (owner is null && OwnerAtEnd().Match(text) is { Success: true } mentioned)
            {
                owner = Mention.Read(mentioned.Groups["name"].Value, context);
                text = text[..mentioned.Index];
            }
        }

        return new TypedActionItem(ActionItemText.Of(context.Readable(text)), owner, priority, due, null) { IsWithoutDate = isWithoutDate };
    }

    public static bool TryPriority(string word, out Priority priority) =>
        Enum.TryParse(word, ignoreCase: true, out priority) && word.Length == 2 && char.IsAsciiLetter(word[0]);

    [GeneratedRegex("""(?<=^|\s)owner:\s?(?<name>["“„][^"“”]{1,80}["”“]|<@[^<>\s]{1,120}>|@?\S{1,80})""", RegexOptions.IgnoreCase)]
    private static partial Regex NamedOwner();

    [GeneratedRegex("""(?<=^|\s)(?<name><@[^<>\s]{1,120}>|@["“„][^"“”]{1,80}["”“]|@[^\s"“„]{1,80})\s*$""")]
    private static partial Regex OwnerAtEnd();

    [GeneratedRegex("""(?<=^|\s)by\s+(?:none|never)\s*$""", RegexOptions.IgnoreCase)]
    private static partial Regex ByNone();
}
