using System.Text.RegularExpressions;

namespace IncidentBot.Incidents.Commands;

/// <summary>An action item as it is typed: <c>[P0] what to do [@owner|owner:"DB Team"] [by DATE]</c>, owner and date in either order.</summary>
internal sealed partial record TypedActionItem(string Text, Owner? Owner, Priority Priority, DateOnly? DueOn, string? Problem)
{
    public static TypedActionItem Read(string raw, CommandContext context)
    {
        var (first, rest) = CommandLine.SplitFirst(raw);
        var priority = TryPriority(first, out var named) ? named : Priority.P1;
        var text = first.Length > 0 && TryPriority(first, out _) ? rest : raw;

        Owner? owner = null;
        DateOnly? due = null;
        if (NamedOwner().Match(text) is { Success: true } written)
        {
            owner = Mention.Read(written.Groups["name"].Value, context);
            text = text.Remove(written.Index, written.Length);
        }

        for (var part = 0; part < 2; part++)
        {
            if (due is null && DateExpression.TryReadDeadline(text, context.Clock, out var before, out var date))
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

        return new TypedActionItem(context.Readable(text).Trim(), owner, priority, due, null);
    }

    public static bool TryPriority(string word, out Priority priority) =>
        Enum.TryParse(word, ignoreCase: true, out priority) && word.Length == 2 && char.IsAsciiLetter(word[0]);

    [GeneratedRegex("""(?<=^|\s)owner:\s?(?<name>["“„][^"“”]{1,80}["”“]|<@[^<>\s]{1,120}>|@?\S{1,80})""", RegexOptions.IgnoreCase)]
    private static partial Regex NamedOwner();

    [GeneratedRegex("""(?<=^|\s)(?<name><@[^<>\s]{1,120}>|@["“„][^"“”]{1,80}["”“]|@[^\s"“„]{1,80})\s*$""")]
    private static partial Regex OwnerAtEnd();
}
