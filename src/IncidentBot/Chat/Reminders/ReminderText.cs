using System.Globalization;
using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Reminders;

/// <summary>The words of a reminder, with its items as they are now: said the first time, and each time one of them has changed.</summary>
public sealed class ReminderText(PageLinks links)
{
    private static readonly (ReminderSection Section, string Title)[] Titles =
    [
        (ReminderSection.Overdue, "Overdue"),
        (ReminderSection.Today, "Due today"),
        (ReminderSection.Next, "Due next"),
        (ReminderSection.Open, "Open"),
        (ReminderSection.Escalated, "Long overdue, and others have it"),
        (ReminderSection.OwnerLeft, "Whose owner has left"),
        (ReminderSection.Assigned, ""),
    ];

    /// <param name="items">Those that are gone are left out.</param>
    /// <param name="changes">What was done to them last.</param>
    public BotText Of(ReminderLayout layout, IReadOnlyDictionary<ItemKey, RemindedItem> items, ILookup<ItemKey, ItemChange> changes)
    {
        var lines = new List<BotText> { Head(layout) };
        foreach (var (section, title) in Titles)
        {
            var entries = layout.Entries.Where(entry => entry.Section == section && items.ContainsKey(entry.Key)).ToList();
            if (entries.Count > 0 && title.Length > 0)
                lines.Add(new BotText([new Wording($"*{title}*")]));
            lines.AddRange(entries.Select(entry => ReminderChange.Of(entry, items[entry.Key], changes[entry.Key]) ?? ReminderLine.Of(entry, items[entry.Key], layout, links)));
        }

        if (layout.More > 0)
            lines.Add(layout.Head is ReminderHead.ToHome or ReminderHead.ToTeam ? BotText.Say($"… and {layout.More} more.") : BotText.Say($"… and {layout.More} more: `todo` shows them all."));
        return BotText.Lines(lines);
    }

    private static BotText Head(ReminderLayout layout) => layout switch
    {
        { Head: ReminderHead.Digest } => BotText.Say($"*Your open action items*, as the week begins"),
        { Head: ReminderHead.Assigned } => BotText.Say($"{layout.By} gave you an action item:"),
        { Head: ReminderHead.InsteadOfDirect, Mention: { } person } => BotText.Say($"{person}, I cannot write to you alone, so here are your action items:"),
        { Head: ReminderHead.ToHome, Mention: { } commander } => BotText.Say($"{commander}, please see to these action items:"),
        { Head: ReminderHead.ToHome } => BotText.Say($"These action items need somebody:"),
        { Head: ReminderHead.ToTeam } => BotText.Say($"Action items of this team:"),
        _ => BotText.Say($"*Your action items*"),
    };

    internal static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
