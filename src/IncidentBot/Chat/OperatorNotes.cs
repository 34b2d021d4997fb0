using IncidentBot.Incidents;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Chat;

/// <summary>Tells the operator what the bot had to leave out. The incident goes on without it, and its people are spared.</summary>
public sealed partial class OperatorNotes(
    OperatorNoteStore store, OutboxStore outbox, IncidentStore incidents, IOptions<OperatorOptions> options, TimeProvider time, ILogger<OperatorNotes> logger)
{
    /// <summary>The same again is said again after this long.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    /// <param name="what">Was left out, in a word or two: <c>topic</c>.</param>
    /// <param name="code">The platform's own word for why. One that names what is missing, as in <c>missing_scope (channels:manage)</c>, is one trouble whatever it keeps from being done.</param>
    /// <param name="near">A conversation of the platform and workspace where it happened.</param>
    public async Task TellAsync(string what, string code, string note, Conversation? near, CancellationToken cancellationToken)
    {
        LogNote(note);
        var subject = code.EndsWith(')') ? code : $"{what} {code}";
        if (!await store.AddAsync(subject, note, time.GetUtcNow(), Pause, cancellationToken))
            return;
        if (options.Value.Channel.Length > 0 && ConversationName.Read(options.Value.Channel, near) is { } channel)
            await outbox.AddAsync([new OutboxMessage("operator", null, new PostErrand(channel, null, BotText.Say($"{note}")))], cancellationToken);
    }

    /// <summary>An errand that the platform refused for good, or that was tried for days.</summary>
    public async Task TellLeftOutAsync(OutboxRow row, string error, CancellationToken cancellationToken)
    {
        var near = row.Errand.Near ?? (row.Incident is { } id ? (await incidents.FindAsync(id, cancellationToken))?.Incident.Home : null);
        var about = row.Incident?.Value ?? row.Lane;
        await TellAsync(row.Errand.Word, error, $"{about}: “{row.Errand.Word}” was left out; the platform says {error}.", near, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "{Note}")]
    private partial void LogNote(string note);
}
