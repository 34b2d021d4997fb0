using System.Globalization;
using System.Text;

namespace IncidentBot.Postmortems.Picture;

/// <summary>The picture for whoever does not see it, and how much room words take in it.</summary>
internal static class PictureWords
{
    public static string Of(PictureFacts facts)
    {
        var said = new List<string> { $"From {Time(facts.From)} to {Time(facts.To)} UTC." };
        said.Add($"Phases: {string.Join(", ", facts.Phases.Select(phase => $"{phase.Kind.ToString().ToLowerInvariant()} from {Time(phase.From)}"))}.");
        said.Add(facts.Severities.IsEmpty
            ? "No severity was set."
            : $"Severity: {string.Join(", ", facts.Severities.Select(step => $"{step.Severity} from {Time(step.From)}"))}.");
        said.Add(facts.Messages.IsEmpty
            ? "Nothing was said."
            : $"{Counted(facts.Messages.Sum(minute => minute.Messages), "message")}, at most {facts.Messages.Max(minute => minute.Messages)} in a minute.");
        said.Add($"{Counted(facts.Marks.Length, "event")} in the timeline.");
        return string.Join(' ', said);
    }

    /// <param name="most">In the width of a small letter.</param>
    public static string Shortened(string text, int most)
    {
        var shown = new StringBuilder();
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += IsWide(rune) ? 2 : 1;
            if (width > most)
                return shown.Append('…').ToString();
            shown.Append(rune);
        }

        return shown.ToString();
    }

    /// <summary>About how wide our own words are in twelve pixels.</summary>
    public static double WidthOf(string words) => words.Length * 6.6;

    private static bool IsWide(Rune rune) => rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xFFDC) or >= 0x1F000;

    private static string Counted(int count, string what) => count == 1 ? $"1 {what}" : string.Create(CultureInfo.InvariantCulture, $"{count} {what}s");

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
