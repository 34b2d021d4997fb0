using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using IncidentBot.Incidents;

namespace IncidentBot.Storage;

/// <summary>A line of <c>log.jsonl</c>: an event with the incident it belongs to. Fields it does not know are passed over.</summary>
public sealed record LogLine(
    IncidentId Incident,
    long Id,
    Moment OccurredAt,
    DateTimeOffset RecordedAt,
    Person By,
    EventSource? Source,
    TimelineDetail Detail)
{
    public static LogLine Of(IncidentId incident, TimelineEvent happened) =>
        new(incident, happened.Id, happened.OccurredAt, happened.RecordedAt, happened.By, happened.Source, happened.Detail);

    public TimelineEvent ToEvent() => new(Id, OccurredAt, RecordedAt, By, Source, Detail);

    /// <summary>Writes as it reads: no more than one line is in memory, besides a small buffer.</summary>
    public static async Task WriteAsync(Stream output, IncidentId incident, IAsyncEnumerable<TimelineEvent> log, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 16 * 1024, leaveOpen: true);
        await foreach (var happened in log.WithCancellation(cancellationToken))
        {
            await writer.WriteAsync(Json.Write(Of(incident, happened)).AsMemory(), cancellationToken);
            await writer.WriteAsync('\n');
        }
    }

    /// <exception cref="BrokenLogException">A line is no event of this log.</exception>
    public static async IAsyncEnumerable<LogLine> ReadAsync(TextReader input, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var number = 0;
        while (await input.ReadLineAsync(cancellationToken) is { } text)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(text))
                yield return Parse(text, number);
        }
    }

    private static LogLine Parse(string text, int number)
    {
        LogLine line;
        try
        {
            line = Json.Read<LogLine>(text);
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException)
        {
            throw new BrokenLogException(number, unreadable.Message.ReplaceLineEndings(" "), unreadable);
        }

        if (!IncidentId.TryParse(line.Incident.Value, out _))
            throw new BrokenLogException(number, "it names no incident.");
        return line is { Id: > 0, By: not null, Detail: not null }
            ? line
            : throw new BrokenLogException(number, "it lacks id, by or detail.");
    }
}

/// <param name="line">Counted from 1.</param>
public sealed class BrokenLogException(int line, string why, Exception? inner = null) : Exception($"Line {line} of the log can't be used: {why}", inner);
