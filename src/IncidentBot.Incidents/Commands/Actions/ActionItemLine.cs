using System.Globalization;

namespace IncidentBot.Incidents.Commands;

/// <summary>An action item as the bot names it.</summary>
public static class ActionItemLine
{
    /// <summary>With all that is to be known on one line.</summary>
    public static BotText Of(ActionItem item)
    {
        var line = BotText.Say($"{item.Id} *{item.Priority}* {item.Text}");
        if (item.Owner is { } owner)
            line = line.Then($" · {owner}");
        if (item.DueOn is { } due)
            line = line.Then($" · due {Iso(due)}");
        foreach (var ticket in item.Tickets)
            line = line.Then($" · {WebAddress.Linked(ticket)}");
        return item.Status == ActionItemStatus.Open ? line : line.Then($" · {ActionItem.WordFor(item.Status)}");
    }

    internal static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
