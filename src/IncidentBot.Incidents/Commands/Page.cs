using System.Collections.Immutable;
using System.Globalization;

namespace IncidentBot.Incidents.Commands;

/// <summary>Lists that are longer than a message: a page of them, and buttons for the others.</summary>
public static class Page
{
    public const int Size = 20;

    /// <summary>Where each line brings buttons of its own.</summary>
    public const int SizeWithButtons = 10;

    public static OptionSpec Option { get; } = new("page", OptionKind.Word);

    public static int CountOf(int items, int size = Size) => Math.Max(1, (items + size - 1) / size);

    /// <summary>The page that was asked for; what is no number is the page one gets without asking.</summary>
    public static int Of(Arguments arguments, int otherwise = 1) =>
        int.TryParse(arguments.Option(Option.Name), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : otherwise;

    /// <param name="command">What shows the list, to which the page is added.</param>
    public static BotText Show<T>(ImmutableArray<T> items, int page, string command, IncidentId? incident, Func<T, BotText> line)
    {
        var shown = Math.Clamp(page, 1, CountOf(items.Length));
        return Show(new PageOf<T>([.. items.Skip((shown - 1) * Size).Take(Size)], shown, items.Length), command, incident, line);
    }

    /// <inheritdoc cref="Show{T}(ImmutableArray{T}, int, string, IncidentId?, Func{T, BotText})"/>
    public static BotText Show<T>(PageOf<T> page, string command, IncidentId? incident, Func<T, BotText> line)
    {
        var text = BotText.Lines(page.Shown.Select(line));
        if (page.Pages == 1)
            return text;

        return text
            .Then($"\nPage {page.Number} of {page.Pages}, {page.Count} in all: `{command} --page {Math.Min(page.Number + 1, page.Pages)}`\n")
            .Then(Turning(page, number => $"{command} --page {number}", incident));
    }

    /// <summary>The buttons that lead to the pages before and behind.</summary>
    public static BotText Turning<T>(PageOf<T> page, Func<int, string> command, IncidentId? incident)
    {
        var earlier = page.Number > 1 ? BotText.Say($"{new Offered("Earlier page", command(page.Number - 1), incident)}") : BotText.Empty;
        return page.Number < page.Pages ? earlier.Then($"{new Offered("Next page", command(page.Number + 1), incident)}") : earlier;
    }
}

/// <summary>What is on one page of a list.</summary>
/// <param name="Number">From 1 on.</param>
/// <param name="Count">How many there are on all pages together.</param>
public sealed record PageOf<T>(ImmutableArray<T> Shown, int Number, int Count, int Size = Page.Size)
{
    public int Pages => Page.CountOf(Count, Size);
}
