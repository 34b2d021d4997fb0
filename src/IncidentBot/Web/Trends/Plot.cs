using System.Globalization;

namespace IncidentBot.Web.Trends;

/// <summary>Where things stand in a chart of 720 by 260, and how they are written.</summary>
internal static class Plot
{
    public const int Width = 720;
    public const int Height = 260;
    public const int Left = 60;
    public const int Right = 10;
    public const int Top = 10;
    public const int Bottom = 30;

    private static readonly double[] Steps = [1, 2, 5, 10];

    /// <summary>The left edge of a month's share of the width.</summary>
    public static double X(int place, int count) => Left + (place * Share(count));

    public static double Share(int count) => (Width - Left - Right) / (double)Math.Max(1, count);

    public static double Y(double value, double most) => Height - Bottom - (value / most * (Height - Bottom - Top));

    /// <summary>A round number that nothing is above.</summary>
    public static double RoundUp(double most)
    {
        if (most <= 4)
            return 4;

        var power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        return Steps.Select(step => step * power).First(round => round >= most);
    }

    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A number of minutes: <c>45 min</c>, <c>2 h 15</c>, <c>3 d 4 h</c>.</summary>
    public static string Minutes(double? minutes) => minutes switch
    {
        null => "–",
        < 60 and var few => $"{Math.Round(few):0} min",
        < 60 * 48 and var some => string.Create(CultureInfo.InvariantCulture, $"{(int)Math.Round(some) / 60} h {(int)Math.Round(some) % 60:00}"),
        { } many => string.Create(CultureInfo.InvariantCulture, $"{(long)many / 1440} d {(long)many % 1440 / 60} h"),
    };
}
