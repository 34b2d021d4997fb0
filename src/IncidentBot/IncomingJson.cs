using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace IncidentBot;

/// <summary>Reads the JSON that platforms send: what is missing, or of another kind than expected, is nothing.</summary>
public static class IncomingJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>Characters that cannot be stored or read, NUL and halves of surrogate pairs, become U+FFFD in place.</summary>
    /// <returns>Whether it is JSON with an object on top.</returns>
    public static bool TryParse(Memory<byte> utf8, [NotNullWhen(true)] out JsonDocument? document)
    {
        document = null;
        if (!Utf8.IsValid(utf8.Span))
            return false;

        MendEscapes(utf8.Span);
        try
        {
            document = JsonDocument.Parse(utf8, Options);
        }
        catch (JsonException)
        {
            return false;
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
            return true;

        document.Dispose();
        return false;
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out JsonDocument? document) =>
        TryParse(Encoding.UTF8.GetBytes(text), out document);

    public static string? Text(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.Child(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static bool IsTrue(this JsonElement element, ReadOnlySpan<byte> name) => element.Child(name).ValueKind == JsonValueKind.True;

    /// <summary>An undefined element where there is none, which has no children either.</summary>
    public static JsonElement Child(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    public static IEnumerable<JsonElement> Items(this JsonElement element, ReadOnlySpan<byte> name) => ItemsOf(element.Child(name));

    private static IEnumerable<JsonElement> ItemsOf(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private static void MendEscapes(Span<byte> json)
    {
        for (var at = json.IndexOf((byte)'\\'); at >= 0 && at + 1 < json.Length;)
        {
            at += EscapeLength(json[at..]);
            var next = json[at..].IndexOf((byte)'\\');
            at = next < 0 ? -1 : at + next;
        }
    }

    private static int EscapeLength(Span<byte> escape)
    {
        if (!TryReadUnit(escape, out var unit))
            return Math.Min(2, escape.Length);
        if (char.IsHighSurrogate(unit) && TryReadUnit(escape[6..], out var low) && char.IsLowSurrogate(low))
            return 12;

        if (unit == '\0' || char.IsSurrogate(unit))
            "fffd"u8.CopyTo(escape[2..]);
        return 6;
    }

    private static bool TryReadUnit(ReadOnlySpan<byte> escape, out char unit)
    {
        unit = default;
        if (escape.Length < 6 || escape[0] != '\\' || escape[1] != 'u')
            return false;
        if (!ushort.TryParse(escape[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            return false;

        unit = (char)value;
        return true;
    }
}
