using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>An event of the log as the chain sees it.</summary>
/// <param name="Place">Names the message it is about; empty where it is about none.</param>
/// <param name="IsRedacted">Whether nothing is left of the words of a message.</param>
/// <param name="Detail">Its JSON, kept only of what the proof reads: see <see cref="IsReadByProof"/>.</param>
/// <param name="Facts">The hash of what nothing may change; see <see cref="EventChainLeaf"/>.</param>
/// <param name="Parts">The hashes of its address and its words, 64 bytes: those may change by right.</param>
internal sealed record ChainedEvent(
    long Id, string Kind, DateTime RecordedAt, Person By, string Place, bool IsRedacted, string Detail, byte[] Facts, byte[] Parts)
{
    private const int HashSize = 32;

    public const string Columns = """
        e.id, e.incident_id, e.kind, e.occurred_at, e.precision, e.recorded_at, e.person_id, e.person_name,
               e.key, e.platform, e.workspace, e.channel, e.message_id, e.thread_id, e.permalink, e.detail
        """;

    public byte[] Leaf { get; } = EventChainLeaf.Of(Facts, Parts);

    public bool HasAddressOf(byte[] parts) => parts.AsSpan(0, HashSize).SequenceEqual(Parts.AsSpan(0, HashSize));

    public bool HasWordsOf(byte[] parts) => parts.AsSpan(HashSize).SequenceEqual(Parts.AsSpan(HashSize));

    public bool HasPartsOf(ChainLink link) => link.Parts.AsSpan().SequenceEqual(Parts);

    /// <summary>Whether a link was made of this very event, whatever became of its address and words since.</summary>
    public bool IsSealedBy(ChainLink link) => link.Leaf.AsSpan().SequenceEqual(EventChainLeaf.Of(Facts, link.Parts));

    /// <summary>Whether it was sealed with its words, and has lost them since and nothing else.</summary>
    public bool IsRedactedSince(ChainLink link) => IsRedacted && !HasPartsOf(link) && HasAddressOf(link.Parts) && IsSealedBy(link);

    /// <summary>Reads all rows of a command that selects <see cref="Columns"/> first.</summary>
    public static async Task<List<ChainedEvent>> ReadAllAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var events = new List<ChainedEvent>();
        var leaf = new EventChainLeaf();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            events.Add(Read(reader, leaf));
        return events;
    }

    private static ChainedEvent Read(NpgsqlDataReader reader, EventChainLeaf leaf)
    {
        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

        var (id, kind, recordedAt, detail) = (reader.GetInt64(0), reader.GetString(2), reader.GetDateTime(5), reader.GetString(15));
        var by = new Person(reader.GetString(6), reader.GetString(7));
        var facts = leaf.Facts(id, reader.GetString(1), kind, reader.GetDateTime(3), reader.GetString(4), recordedAt, by.Id);
        var address = leaf.Address(reader.GetString(8), Text(9), Text(10), Text(11), Text(12), Text(13), Text(14));
        return new ChainedEvent(
            id, kind, recordedAt, by, PlaceOf(Text(9), Text(10), Text(11), Text(12)), HasNoWords(kind, detail),
            IsReadByProof(kind) ? detail : "", facts, [.. address, .. leaf.Words(by.Name, detail)]);
    }

    private static bool IsReadByProof(string kind) => kind is "review" or "sign-off" or "frozen" or "unfrozen" or "review-withdrawn";

    /// <summary>What redaction leaves. PostgreSQL writes a key of jsonb with its colon, and the quotes within a text with a backslash.</summary>
    private static bool HasNoWords(string kind, string detail) =>
        kind is "message" or "edit" or "keep"
        && !detail.Contains("\"text\":", StringComparison.Ordinal)
        && !detail.Contains("\"words\":", StringComparison.Ordinal)
        && !detail.Contains("\"files\":", StringComparison.Ordinal);

    private static string PlaceOf(string? platform, string? workspace, string? channel, string? message) =>
        message is null ? "" : $"{platform}\n{workspace}\n{channel}\n{message}";
}
