namespace IncidentBot.Sandbox.Script;

/// <summary>
/// How long to wait before a line, so that one can follow: long gaps are felt but not sat through, and what is long to
/// read gets time to be read.
/// </summary>
public static class ScriptPacing
{
    private const double CharactersReadPerSecond = 60;
    private const double LongestReading = 3;

    /// <returns>One pause for each line, all together as long as wanted.</returns>
    public static IReadOnlyList<TimeSpan> Pauses(ChatScript script, TimeSpan lasting)
    {
        var weights = script.Lines.Select((line, place) => place == 0 ? 0 : Weight(script.Lines[place - 1], line)).ToList();
        var sum = weights.Sum();
        return [.. weights.Select(weight => sum == 0 ? TimeSpan.Zero : lasting * (weight / sum))];
    }

    private static double Weight(ScriptLine before, ScriptLine line) =>
        0.5 + Math.Log10(1 + Math.Max(0, (line.At - before.At).TotalMinutes)) + Math.Min(LongestReading, before.Text.Length / CharactersReadPerSecond);
}
