using System.Collections.Immutable;
using System.Globalization;

namespace IncidentBot.Incidents.Commands;

/// <summary>Lists that are longer than a message: a page of them, and buttons for the others.</summary>
public static class Page
{
    public const int Size = 20;

    public static OptionSpec Option { get; } = new("page", OptionKind.Word);

    public static int CountOf(int items) => Math.Max(1, (items + Size - 1) / Size);

    /// <summary>The page that was asked for; what is no number is the page one gets without asking.</summary>
    public static int Of(Arguments arguments, int otherwise = 1) =>
        int.TryParse(arguments.Option(Option.Name), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : otherwise;

    /// <param name="command">What shows the list, to which the page is added.</param>
    public static BotText Show<T>(ImmutableArray<T> items, int page, string command, IncidentId? incident, Func<T, BotText> line)
    {
        var pages = CountOf(items.Length);
        var shown = Math.Clamp(page, 1, pages);
        var text = BotText.Lines(items.Skip((shown - 1) * Size).Take(Size).Select(line));
        return pages == 1 ? text : text.Then(Turning(shown, pages, items.Length, command, incident));
    }

    private static BotText Turning(int page, int pages, int count, string command, IncidentId? incident)
    {
        var text = BotText.Say($"\nPage {page} of {pages}, {count} in all: `{command} --page {Math.Min(page + 1, pages)}`\n");
        if (page > 1)
            text = text.Then($"{new Offered("Earlier page", $"{command} --page {page - 1}", incident)}");
        return page < pages ? text.Then($"{new Offered("Next page", $"{command} --page {page + 1}", incident)}") : text;
    }
}
