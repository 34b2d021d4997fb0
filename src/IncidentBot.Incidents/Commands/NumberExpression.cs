using System.Globalization;

namespace IncidentBot.Incidents.Commands;

/// <summary>A number and its unit: <c>%</c>, <c>ms</c>, <c>s</c>, <c>m</c>, <c>h</c>, or none, an empty text.</summary>
public readonly record struct Quantity(decimal Value, string Unit);

/// <summary>
/// Reads a number as people type it: <c>99.9%</c>, <c>200ms</c>, <c>1,234</c>, <c>1 234</c>, <c>0,05</c>, <c>5k</c>.
/// A comma parts thousands where exactly three digits follow each and the number does not begin with 0, else it is the decimal point;
/// where comma and point both stand, the last kind is the decimal point.
/// </summary>
public static class NumberExpression
{
    private const string Examples = "For example: 1234, 1,234, 15.3, 99.9% or 200ms.";

    // A decimal holds 28 digits; with k or M behind it three or six fewer.
    private const int MostDigits = 20;
    private const int LongestText = 60;

    public static Reading<Quantity> Parse(string text)
    {
        var typed = Typed.Trim(text);
        if (typed.Length == 0)
            return Reading.Fail<Quantity>($"A number is missing. {Examples}");

        if (typed.Length > LongestText)
            return Unreadable(typed);

        var plain = string.Concat(typed.Select(Typed.Plain));
        var unitStart = plain.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        if (unitStart == 0 || ReadFigures(plain[..unitStart]) is not { } number)
            return Unreadable(typed);

        return UnitOf(plain[unitStart..].Trim()) is var (unit, factor)
            ? Reading.Of(new Quantity(number * factor, unit))
            : Reading.Fail<Quantity>(
                $"I read {typed[..unitStart]}, but not \"{typed[unitStart..].Trim()}\" behind it: units are %, ms, s, m, h, or k and M for thousands and millions.");
    }

    private static Reading<Quantity> Unreadable(string typed) =>
        Reading.Fail<Quantity>($"I can't read \"{Excerpt.Of(typed)}\" as a number. {Examples}");

    private static (string Unit, decimal Factor)? UnitOf(string typed) => typed switch
    {
        "k" or "K" => ("", 1_000),
        "M" => ("", 1_000_000),
        _ => typed.ToLowerInvariant() switch
        {
            "" => ("", 1),
            "%" or "percent" => ("%", 1),
            "ms" => ("ms", 1),
            "s" or "sec" or "seconds" => ("s", 1),
            "m" or "min" or "minutes" => ("m", 1),
            "h" or "hours" => ("h", 1),
            _ => null,
        },
    };

    private static decimal? ReadFigures(string plain)
    {
        var isNegative = plain[0] == '-';
        var figures = plain.TrimStart('-', '+');
        if (plain.Length - figures.Length > 1)
            return null;

        var point = DecimalPoint(figures);
        var whole = point < 0 ? figures : figures[..point];
        var fraction = point < 0 ? "" : figures[(point + 1)..];
        if (WithoutGroups(whole) is not { } digits || !fraction.All(char.IsAsciiDigit) || digits.Length + fraction.Length > MostDigits)
            return null;

        var value = decimal.Parse(point < 0 ? digits : $"0{digits}.{fraction}", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return isNegative ? -value : value;
    }

    /// <summary>-1 where the number is whole.</summary>
    private static int DecimalPoint(string figures)
    {
        var last = figures.LastIndexOfAny(['.', ',']);
        if (last < 0)
            return -1;

        var mark = figures[last];
        var standsAlone = figures.IndexOf(mark) == last;
        if (figures.Contains(mark == '.' ? ',' : '.'))
            return standsAlone ? last : -1;

        return standsAlone && (mark == '.' || !IsThousandsGroup(figures, last)) ? last : -1;
    }

    private static bool IsThousandsGroup(string figures, int comma) =>
        comma is > 0 and <= 3 && figures[0] != '0' && figures.Length - comma == 4;

    /// <summary>The digits alone, or null where the marks between them don't part thousands.</summary>
    private static string? WithoutGroups(string whole)
    {
        var first = whole.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (first < 0)
            return whole;

        var mark = whole[first];
        if (mark is not (',' or '.' or ' ' or '_' or '\'' or '’'))
            return null;

        var groups = whole.Split(mark);
        var areThousands = groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(group => group.Length == 3);
        return areThousands && groups.All(group => group.All(char.IsAsciiDigit)) ? string.Concat(groups) : null;
    }
}
