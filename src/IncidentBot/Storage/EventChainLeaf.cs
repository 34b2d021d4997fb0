using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IncidentBot.Storage;

/// <summary>
/// The bytes of an event that its leaf is the SHA-256 of:
/// <c>leaf = SHA-256(SHA-256(facts) || SHA-256(address) || SHA-256(words))</c>.
/// <list type="bullet">
/// <item><c>facts</c>, which nothing ever changes: the byte 1 (the version of this layout), id, incident, kind, occurred_at,
/// precision, recorded_at, person_id.</item>
/// <item><c>address</c>, which changes when a channel gets another id: key, platform, workspace, channel, message_id,
/// thread_id, permalink.</item>
/// <item><c>words</c>, which change when a message is deleted or a name is learned: person_name, detail.</item>
/// </list>
/// A number is 8 bytes, big-endian; a time is the number of microseconds since 1970-01-01T00:00Z; a text is its length in
/// bytes as 4 bytes big-endian and its UTF-8, an absent one the length -1. JSON is written as one byte for its type and its
/// content: <c>o</c> with the number of its keys (4 bytes) and each key and value, the keys in the order of their UTF-16
/// units; <c>a</c> with the number of its items and each; <c>s</c> and <c>n</c> with a text (a number's digits as stored);
/// <c>t</c>, <c>f</c>, <c>z</c> for true, false and null. So neither the order of jsonb's keys nor its spaces matter.
/// </summary>
public sealed class EventChainLeaf
{
    private const byte Version = 1;

    private readonly ArrayBufferWriter<byte> _bytes = new(1024);

    public static byte[] Of(ReadOnlySpan<byte> facts, ReadOnlySpan<byte> parts) => SHA256.HashData([.. facts, .. parts]);

    public byte[] Facts(long id, string incident, string kind, DateTime occurredAt, string precision, DateTime recordedAt, string personId)
    {
        Byte(Version);
        Number(id);
        Text(incident);
        Text(kind);
        Number(Microseconds(occurredAt));
        Text(precision);
        Number(Microseconds(recordedAt));
        Text(personId);
        return Hash();
    }

    public byte[] Address(params ReadOnlySpan<string?> columns)
    {
        foreach (var column in columns)
            Text(column);
        return Hash();
    }

    public byte[] Words(string personName, string detail)
    {
        Text(personName);
        using var json = JsonDocument.Parse(detail);
        Json(json.RootElement);
        return Hash();
    }

    /// <summary>PostgreSQL keeps microseconds, of which .NET has ten ticks each.</summary>
    public static long Microseconds(DateTime utc) => (utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private void Json(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                Byte((byte)'o');
                Count(element.GetPropertyCount());
                foreach (var property in element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    Text(property.Name);
                    Json(property.Value);
                }

                break;
            case JsonValueKind.Array:
                Byte((byte)'a');
                Count(element.GetArrayLength());
                foreach (var item in element.EnumerateArray())
                    Json(item);
                break;
            case JsonValueKind.String:
                Byte((byte)'s');
                Text(element.GetString());
                break;
            case JsonValueKind.Number:
                Byte((byte)'n');
                Text(element.GetRawText());
                break;
            default:
                Byte((byte)(element.ValueKind switch { JsonValueKind.True => 't', JsonValueKind.False => 'f', _ => 'z' }));
                break;
        }
    }

    private void Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }

    private void Count(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_bytes.GetSpan(4), value);
        _bytes.Advance(4);
    }

    private void Number(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(_bytes.GetSpan(8), value);
        _bytes.Advance(8);
    }

    private void Text(string? text)
    {
        if (text is null)
        {
            Count(-1);
            return;
        }

        Count(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, _bytes);
    }

    private byte[] Hash()
    {
        var hash = SHA256.HashData(_bytes.WrittenSpan);
        _bytes.ResetWrittenCount();
        return hash;
    }
}
