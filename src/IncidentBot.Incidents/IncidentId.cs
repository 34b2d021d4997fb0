using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace IncidentBot.Incidents;

/// <summary><c>INC-YYYY-MMDD-HHMM</c>, from the start in UTC; the second incident of a minute ends in <c>-2</c>.</summary>
[JsonConverter(typeof(IncidentIdConverter))]
public readonly partial record struct IncidentId(string Value)
{
    public static IncidentId For(DateTimeOffset start, int attempt = 1)
    {
        var stem = start.UtcDateTime.ToString("'INC-'yyyy'-'MMdd'-'HHmm", CultureInfo.InvariantCulture);
        return new IncidentId(attempt == 1 ? stem : $"{stem}-{attempt}");
    }

    public static bool TryParse([NotNullWhen(true)] string? text, out IncidentId id)
    {
        var match = Shape().Match(text?.Trim() ?? "");
        id = new IncidentId(match.Value.ToUpperInvariant());
        return match.Success && DateOnly.TryParseExact(match.Value.AsSpan(4, 9), "yyyy-MMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
    }

    /// <summary>The day in the id, which stays as it was handed out even when the start is corrected.</summary>
    public DateOnly Date => DateOnly.ParseExact(Value.AsSpan(4, 9), "yyyy-MMdd", CultureInfo.InvariantCulture);

    public override string ToString() => Value;

    [GeneratedRegex(@"^INC-\d{4}-(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])-([01]\d|2[0-3])[0-5]\d(-[1-9]\d{0,3})?$", RegexOptions.IgnoreCase)]
    private static partial Regex Shape();
}

internal sealed class IncidentIdConverter : JsonConverter<IncidentId>
{
    public override IncidentId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, IncidentId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
