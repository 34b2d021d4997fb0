using System.Text;

namespace IncidentBot.Incidents.Commands;

/// <summary>A title as the end of a channel's name: lower-case ASCII, digits and single dashes, at most 50 characters.</summary>
public static class Slug
{
    private const int Longest = 50;

    public static string Of(string title)
    {
        var slug = new StringBuilder();
        foreach (var letter in title.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
                slug.Append(letter);
            else if (slug.Length > 0 && slug[^1] != '-' && !IsAccent(letter))
                slug.Append('-');
        }

        if (slug.Length > Longest)
            slug.Length = Longest;
        return slug.ToString().Trim('-');
    }

    private static bool IsAccent(char letter) =>
        char.GetUnicodeCategory(letter) == System.Globalization.UnicodeCategory.NonSpacingMark;
}
