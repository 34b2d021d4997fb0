using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace IncidentBot.Storage;

/// <summary>
/// A link of the chain: <c>seal = SHA-256(seal of the link before || leaf || place || event id || sealed at || why)</c>, the
/// numbers as 8 bytes big-endian, the time in microseconds since 1970, why in UTF-8; before the first link there are no bytes.
/// </summary>
/// <param name="Place">From 1, without gaps.</param>
/// <param name="Parts">As in <see cref="ChainedEvent"/>, when it was sealed.</param>
/// <param name="Why">One of the constants below.</param>
internal sealed record ChainLink(long Place, long EventId, byte[] Leaf, byte[] Parts, byte[] Seal, string Why, DateTime SealedAt)
{
    /// <summary>An event is sealed the first time.</summary>
    public const string New = "new";

    /// <summary>Its message was deleted, and its words are gone.</summary>
    public const string Redacted = "redacted";

    /// <summary>A bare id in it has become a name.</summary>
    public const string Name = "name";

    /// <summary>Its channel got another id.</summary>
    public const string Moved = "moved";

    public static ChainLink After(byte[] head, long place, ChainedEvent happened, string why, DateTime sealedAt) =>
        new(place, happened.Id, happened.Leaf, happened.Parts, SealOf(head, happened.Leaf, place, happened.Id, sealedAt, why), why, sealedAt);

    public bool Follows(byte[] head) => SealOf(head, Leaf, Place, EventId, SealedAt, Why).AsSpan().SequenceEqual(Seal);

    private static byte[] SealOf(byte[] head, byte[] leaf, long place, long eventId, DateTime sealedAt, string why)
    {
        Span<byte> numbers = stackalloc byte[24];
        BinaryPrimitives.WriteInt64BigEndian(numbers, place);
        BinaryPrimitives.WriteInt64BigEndian(numbers[8..], eventId);
        BinaryPrimitives.WriteInt64BigEndian(numbers[16..], EventChainLeaf.Microseconds(sealedAt));
        return SHA256.HashData([.. head, .. leaf, .. numbers, .. Encoding.UTF8.GetBytes(why)]);
    }
}
