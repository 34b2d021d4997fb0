using System.Text.RegularExpressions;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Postmortems;

/// <summary>Finds how long something took in a sentence: <c>2h</c>, <c>2 hours 15 minutes</c>, <c>a 90-minute outage</c>.</summary>
internal static partial class TypedDuration
{
    private const double NearEnough = 0.25;
    private static readonly char[] Separators = [' ', '\n', ',', ':', ';', '-', '–', '—'];

    /// <summary>The first span as it was typed, unless one of the spans is the computed one. Less than a minute is no incident's length.</summary>
    public static string? FirstUnlike(string text, TimeSpan computed)
    {
        var spans = Spans(text).Where(span => span.Length >= TimeSpan.FromMinutes(1)).ToList();
        return spans.Exists(span => IsLike(span, computed)) ? null : spans.FirstOrDefault()?.Text;
    }

    private static List<Span> Spans(string text)
    {
        var spans = new List<Span>();
        var plain = SentenceEnd().Replace(HyphenBeforeUnit().Replace(text, " "), "\n"); // Of the same length: places stay.
        foreach (Match begin in Begin().Matches(plain))
        {
            var start = begin.Groups["digit"].Index;
            var isWithinTheLast = spans.Count > 0 && start < spans[^1].End;
            if (isWithinTheLast || !DurationExpression.TryReadPrefix(plain[start..], out var duration, out var rest) || !duration.IsRead)
                continue;

            var end = plain.Length - rest.Length;
            spans.Add(new Span(plain[start..end].TrimEnd(Separators), duration.Value, end, begin.Groups["about"].Success));
        }

        return spans;
    }

    private static bool IsLike(Span span, TimeSpan computed) => span.IsAbout
        ? Math.Abs((span.Length - computed).TotalMinutes) <= NearEnough * computed.TotalMinutes
        : Math.Floor(span.Length.TotalMinutes) == computed.TotalMinutes;

    private sealed record Span(string Text, TimeSpan Length, int End, bool IsAbout);

    [GeneratedRegex("(?<=[0-9])-(?=(hour|hr|minute|min|day)s?)", RegexOptions.IgnoreCase)]
    private static partial Regex HyphenBeforeUnit();

    [GeneratedRegex(@"[.;!?)](?=\s|$)")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"(?<about>\b(about|around|roughly|approximately|some|nearly|almost|over|under|more than|less than|up to)\s|~\s?)?(?<![\w.,:/-])(?<digit>[0-9])", RegexOptions.IgnoreCase)]
    private static partial Regex Begin();
}
