using System.Globalization;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Postmortems.Sections;

/// <summary>Computes with figures as they were typed. Empty where they cannot be compared.</summary>
internal static class Figures
{
    private const double LargestRatio = 1e9;

    /// <summary>In percentage points, with its sign and at most two decimals: 99.9% and 95.2% give <c>-4.7%</c>.</summary>
    public static string Difference(string normal, string during)
    {
        var (before, then) = (NumberExpression.Parse(normal), NumberExpression.Parse(during));
        if (!before.IsRead || !then.IsRead || before.Value.Unit != then.Value.Unit || before.Value.Unit is not ("%" or ""))
            return "";

        var difference = then.Value.Value - before.Value.Value;
        var rounded = Math.Round(difference, 2, MidpointRounding.AwayFromZero);
        var shown = rounded == 0 ? difference : rounded; // A small loss is a loss: 99.999% to 99.998%.
        return (shown > 0 ? "+" : "") + Plain(shown) + before.Value.Unit;
    }

    /// <summary>With at most one decimal: 200ms and 5s give <c>25x</c>.</summary>
    public static string Ratio(string normal, string during)
    {
        var (before, then) = (NumberExpression.Parse(normal), NumberExpression.Parse(during));
        if (!before.IsRead || !then.IsRead)
            return "";

        var ((from, fromUnit), (to, toUnit)) = (InMilliseconds(before.Value), InMilliseconds(then.Value));
        if (fromUnit != toUnit || from <= 0 || to < 0 || (double)to / (double)from > LargestRatio)
            return "";

        var rounded = Math.Round(to / from, 1, MidpointRounding.AwayFromZero);
        return rounded == 0 && to > 0 ? "<0.1x" : $"{Plain(rounded)}x";
    }

    private static (decimal Value, string Unit) InMilliseconds(Quantity quantity) => quantity.Unit switch
    {
        "s" => (quantity.Value * 1_000, "ms"),
        "m" => (quantity.Value * 60_000, "ms"),
        "h" => (quantity.Value * 3_600_000, "ms"),
        _ => (quantity.Value, quantity.Unit),
    };

    /// <summary>Without trailing zeros and never with an exponent.</summary>
    public static string Plain(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);
}
