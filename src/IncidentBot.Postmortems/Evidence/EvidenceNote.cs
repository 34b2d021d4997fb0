using System.Collections.Immutable;
using System.Globalization;

namespace IncidentBot.Postmortems;

/// <summary>The words of a footnote: whose a line is, and on which events it rests.</summary>
internal static class EvidenceNote
{
    /// <summary>A line may rest on a thousand messages; nobody reads a note of a thousand links.</summary>
    private const int MostNamed = 5;

    /// <returns>Chat text: <c>2024-01-15 14:30 UTC, Ana Ruiz, [message](https://…)</c>.</returns>
    public static string Of(ImmutableArray<long> evidence, string? by, DateTimeOffset? when, Func<long, EvidenceSource?> sources)
    {
        var events = evidence.Distinct().Order().ToList();
        var parts = events.TakeLast(MostNamed).Select(id => Shown(id, sources(id))).ToList();
        if (events.Count > MostNamed)
            parts.Add($"and {events.Count - MostNamed} earlier events");
        if (by is not null)
            parts.Insert(0, $"Words of {InOneLine(by)}{(when is { } time ? $", {Time(time)}" : "")}");
        return string.Join("; ", parts);
    }

    private static string Shown(long id, EvidenceSource? source)
    {
        if (source is null)
            return $"event {id.ToString(CultureInfo.InvariantCulture)}";

        var link = Link(source.Permalink);
        return $"{Time(source.At)}, {InOneLine(source.Person)}{(link is null ? "" : $", [message]({link})")}";
    }

    private static string? Link(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            ? url.AbsoluteUri.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)
            : null;

    private static string InOneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
