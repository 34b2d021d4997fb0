using IncidentBot.Chat.People;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>Takes a message that somebody pointed at into an incident, wherever it was said. Done twice, it is done once.</summary>
public sealed class MessageTaker(MessageIntake intake, IncidentWriter writer, MessageErrands errands, PeopleDirectory people)
{
    /// <param name="by">Who pointed at it.</param>
    public async Task TakeAsync(IncidentId id, MessageEvent message, Person by, DateTimeOffset at, CancellationToken cancellationToken)
    {
        by = people.Of(by);
        var mark = MarkOf(by);
        await intake.RecordAsync(id, people.Of(message), cancellationToken);
        await intake.RecordAsync(id, message with { Key = EventKeys.Mark(message.Source, mark, $"set in {id}"), By = by, At = at, Detail = new MessageKept(mark, null, null) }, cancellationToken);
    }

    /// <summary>The same, in other words, with what was done, or at another time.</summary>
    /// <param name="occasion">Unique for the form that was filled in.</param>
    public async Task TakeAsync(IncidentId id, MessageEvent message, Retouch retouch, Person by, DateTimeOffset at, string occasion, CancellationToken cancellationToken)
    {
        await TakeAsync(id, message, by, at, cancellationToken);
        await writer.ChangeAsync(
            id,
            new EventStamp($"retouch {message.Source.MessageKey} {occasion}", message.Source),
            null,
            (record, _) => MessageRecorder.Retouched(record, message.Source, retouch.Event, retouch.Action, retouch.At, new EventDraft(new Moment(at), by, message.Detail)),
            errands.For(message.Source),
            cancellationToken);
    }

    internal Task TakeAsync(IncidentId id, TakeMessageErrand errand, CancellationToken cancellationToken) => TakeAsync(
        id,
        new MessageEvent(EventKeys.Message(errand.Source), errand.Source, errand.Author, errand.SaidAt, TimeZones.Find(errand.Zone), errand.Posted),
        errand.By,
        errand.At,
        cancellationToken);

    internal static TakeMessageErrand ErrandFor(MessageEvent message, Person by, DateTimeOffset at) =>
        new(message.Source, message.By, message.At, message.Zone.Id, (MessagePosted)message.Detail, by, at);

    private static string MarkOf(Person by) => $"menu by {by.Id}";
}

/// <summary>What somebody changed about a message when they kept it; empty for what stays as it was said.</summary>
public sealed record Retouch(string Event, string Action, Moment? At);
