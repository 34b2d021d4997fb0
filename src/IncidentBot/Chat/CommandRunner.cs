using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>Lets a command decide on what is stored, stores what it decided, and only then answers.</summary>
public sealed class CommandRunner(IncidentWriter writer, QuestionAnswers answers, OutboxStore outbox, ChatErrands errands)
{
    public async Task<Reply?> RunAsync(CommandEvent command, IncidentId? incident, CancellationToken cancellationToken)
    {
        var stamp = new EventStamp(command.Key, command.Source);
        var planner = errands.For(command);
        var change = incident is { } id
            ? await ChangeAsync(id, stamp, command, planner, cancellationToken)
            : await DeclareAsync(stamp, Decide(command, null), planner, cancellationToken);

        var reply = await AnswerAsync(command, change, cancellationToken);
        if (reply is null || command.IsAnsweredInPlace)
            return reply;

        if (!change.IsStored || !reply.IsForAll)
            await outbox.AddAsync([ChatErrands.Answer(command, reply)], cancellationToken);
        return null;
    }

    private async Task<Change> ChangeAsync(IncidentId id, EventStamp stamp, CommandEvent command, IErrandPlanner planner, CancellationToken cancellationToken)
    {
        Decision? opening = null;
        var change = await writer.ChangeAsync(id, stamp, null, (record, _) =>
        {
            var decision = Decide(command, record);
            opening = decision.OpensIncident ? decision : null;
            return opening is null ? decision : Decision.Nothing;
        }, planner, cancellationToken);

        // A new incident in the home of a closed one begins a log of its own.
        return opening is null ? change : await DeclareAsync(stamp, opening, planner, cancellationToken);
    }

    private async Task<Change> DeclareAsync(EventStamp stamp, Decision decision, IErrandPlanner planner, CancellationToken cancellationToken) =>
        decision.OpensIncident
            ? await writer.DeclareAsync(stamp, _ => decision, planner, cancellationToken)
            : Change.Nothing(decision, null);

    private static Decision Decide(CommandEvent command, IncidentRecord? record)
    {
        var context = new CommandContext(record, command.By, new SenderClock(command.At, command.Zone), command.Source.Conversation, command.Mentions)
        {
            ConversationName = command.ConversationName,
            MissingParts = DocumentReader.MissingParts,
        };
        var decision = CommandTable.Standard.Decide(command.Text, context);
        var isRecorded = decision.Rejection is null && (record is not null || decision.OpensIncident);
        return isRecorded
            ? decision.After(new EventDraft(new Moment(command.At), command.By, new CommandIssued(context.Readable(command.Text))))
            : decision;
    }

    private async Task<Reply?> AnswerAsync(CommandEvent command, Change change, CancellationToken cancellationToken)
    {
        var decision = change.Decision;
        if (change.WasRecordedBefore)
            return command.IsAnsweredInPlace ? Reply.ToSender(BotText.Say($"That is recorded already.")) : null;
        if (decision.Rejection is { } rejection)
            return Reply.ToSender(rejection.Text);
        if (decision.Question is { } question)
            return Reply.ToSender(await answers.AnswerAsync(question, change.Record, cancellationToken));
        if (decision.ToChannel is { } say && change.Record is { } record)
            return Reply.ToAll(say(record));

        return decision.ToSender is { } text ? Reply.ToSender(text) : null;
    }
}
