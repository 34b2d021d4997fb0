using System.Globalization;

namespace IncidentBot.Incidents.Nudges;

/// <summary>What is said about an action item that should have been done.</summary>
public static class OverdueNotice
{
    public static BotText ToOwner(Incident incident, ActionItem item, DateOnly today) =>
        Fact(incident, item, today).Then($". When it is done, type `action done {item.Id}` in {Place(incident)}.");

    /// <summary>For the incident's home, where the owner is a team or nobody.</summary>
    public static BotText ToHome(Incident incident, ActionItem item, DateOnly today)
    {
        var said = Fact(incident, item, today);
        said = item.Owner is { } owner
            ? said.Then($", and {owner} has it.")
            : said.Then($", and nobody has it: `action assign {item.Id} @person` changes that.");
        if (incident.Holder(Role.Commander) is { } commander)
            said = said.Then($" {commander}, please see to it.");
        return said.Then($" When it is done, type `action done {item.Id}` here.");
    }

    private static BotText Fact(Incident incident, ActionItem item, DateOnly today)
    {
        var dueOn = item.DueOn ?? throw new ArgumentException($"{item.Id} has no due date.", nameof(item));
        return BotText.Say($"*{item.Id}* of {incident.Id} ({incident.Title}) is *{Days(today.DayNumber - dueOn.DayNumber)} overdue*: {item.Text}\nIt was due {dueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
    }

    private static BotText Place(Incident incident) => incident is { Home: { } home, HomeName: { } name }
        ? BotText.Say($"{new ChannelNamed(home, name)}")
        : BotText.Say($"the incident's channel");

    private static string Days(int count) => count == 1 ? "1 day" : $"{count} days";
}
