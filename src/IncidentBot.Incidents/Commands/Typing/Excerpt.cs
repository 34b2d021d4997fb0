namespace IncidentBot.Incidents.Commands;

/// <summary>A piece of what somebody typed, short enough to be quoted in an answer.</summary>
internal static class Excerpt
{
    private const int Longest = 40;

    public static string Of(string typed, int longest = Longest)
    {
        var trimmed = typed.AsSpan().Trim();
        if (trimmed.Length <= longest)
            return trimmed.ToString();

        var end = char.IsHighSurrogate(trimmed[longest - 1]) ? longest - 1 : longest;
        return $"{trimmed[..end]}…";
    }

    public static string FirstWord(string text, int start)
    {
        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
            end++;

        return Of(text[start..end]);
    }
}
