namespace IncidentBot.Incidents.Commands;

/// <summary>What people type differently and mean alike: case, spaces, hyphens, <c>&amp;</c> and "and", marks at the ends.</summary>
public static class Headings
{
    public static bool AreAlike(string one, string other) => Plain(one) == Plain(other);

    public static string Plain(string heading)
    {
        var spaced = heading.Replace("&", " and ", StringComparison.Ordinal).Replace('-', ' ').Trim(' ', '#', ':', '*');
        return string.Join(' ', spaced.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
    }
}
