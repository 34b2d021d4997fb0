namespace IncidentBot.Teams;

/// <summary>The app's pictures: a warning sign with its mark, drawn in the sizes Teams asks for.</summary>
internal static class TeamsIcons
{
    private const int Samples = 4;

    /// <summary>White on the app's red, 192 by 192.</summary>
    public static byte[] Color() => PngWriter.Write(192, (column, row) =>
    {
        var share = Share(column, row, 192, (x, y) => IsInSign(x, y) && !IsInMark(x, y));
        return (Mix(0x7A, share), Mix(0x1F, share), Mix(0x1F, share), 255);
    });

    /// <summary>White on nothing, 32 by 32.</summary>
    public static byte[] Outline() => PngWriter.Write(32, (column, row) =>
        (255, 255, 255, (byte)Math.Round(255 * Share(column, row, 32, (x, y) => (IsInSign(x, y) && !IsInSign(0.5 + ((x - 0.5) * 1.35), 0.56 + ((y - 0.56) * 1.35))) || IsInMark(x, y)))));

    private static byte Mix(byte ground, double share) => (byte)Math.Round(ground + ((255 - ground) * share));

    /// <summary>How much of a dot lies within.</summary>
    private static double Share(int column, int row, int size, Func<double, double, bool> isWithin)
    {
        var hits = 0;
        for (var sample = 0; sample < Samples * Samples; sample++)
        {
            if (isWithin((column + (((sample % Samples) + 0.5) / Samples)) / size, (row + (((sample / Samples) + 0.5) / Samples)) / size))
                hits++;
        }

        return hits / (double)(Samples * Samples);
    }

    private static bool IsInSign(double x, double y) => y is >= 0.16 and <= 0.8 && Math.Abs(x - 0.5) <= (y - 0.16) * 0.58;

    private static bool IsInMark(double x, double y) =>
        (Math.Abs(x - 0.5) <= 0.035 && y is >= 0.38 and <= 0.6) || Math.Pow(x - 0.5, 2) + Math.Pow(y - 0.68, 2) <= 0.04 * 0.04;
}
