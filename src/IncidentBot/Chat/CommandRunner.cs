using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>Lets a command decide on what is stored, stores what it decided, and only then answers.</summary>
public sealed class CommandRunner(CommandDecisions decisions, IncidentStore incidents, QuestionAnswers answers, OutboxStore outbox)
{
    /// <param name="here">The incident whose home the conversation is, if it is one's.</param>
    /// <exception cref="OutcomeUnknownException">It may be stored; its answer could not be given.</exception>
    public async Task<Reply?> RunAsync(CommandEvent command, IncidentId? here, CancellationToken cancellationToken)
    {
        var aimed = Aim(command, here);
        var target = aimed.About ?? here;
        var from = await StandpointAsync(target, here, cancellationToken);
        if (aimed.About is { } far && !from.IsInHome && await incidents.FindAsync(far, cancellationToken) is null)
            return await GiveAsync(aimed, Reply.Refusal(Rejection.NoSuchIncident(far)), false, cancellationToken);
        if (aimed.WantsForm)
            return await OpenAsync(aimed, target, from, cancellationToken);

        var change = await decisions.DecideAsync(aimed, target, from, cancellationToken);
        try
        {
            var reply = await AnswerAsync(aimed, change, cancellationToken);
            return reply is null ? null : await GiveAsync(aimed, reply with { Incident = change.Record?.Incident.Id ?? target }, change.IsStored, cancellationToken);
        }
        catch (Exception away) when ((change.IsStored || change.WasRecordedBefore) && StorageAwayException.Explains(away))
        {
            throw new OutcomeUnknownException(away);
        }
    }

    private async Task<Standpoint> StandpointAsync(IncidentId? target, IncidentId? here, CancellationToken cancellationToken)
    {
        if (here is not { } resident || target is null)
            return Standpoint.Afar;

        return resident == target ? Standpoint.InHome : Standpoint.Afar with { Resident = (await incidents.FindAsync(resident, cancellationToken))?.Incident };
    }

    /// <summary>Where no incident lives, a command may name the one it is for: <c>show INC-2024-0115-1430</c>; some do anywhere.</summary>
    private static CommandEvent Aim(CommandEvent command, IncidentId? here)
    {
        if (command.About is not null || command.Form is not null || CommandTable.Standard.Find(command.Text) is not { Command: var verb } found)
            return command;
        if (!verb.NamesItsIncident && (here is not null || !verb.NeedsIncident))
            return command;

        var (word, rest) = CommandLine.SplitFirst(found.Rest);
        return IncidentId.TryParse(word, out var id) ? command with { About = id, Text = $"{found.Verb} {rest}".TrimEnd() } : command;
    }

    private async Task<Reply?> OpenAsync(CommandEvent command, IncidentId? target, Standpoint from, CancellationToken cancellationToken)
    {
        var record = target is { } id ? await incidents.FindAsync(id, cancellationToken) : null;
        var decision = decisions.Open(command, record, from);
        var reply = decision.Rejection is { } refusal ? Reply.Refusal(refusal) : Reply.ToSender(BotText.Empty) with { Form = decision.Form };
        return await GiveAsync(command, reply with { Incident = target }, false, cancellationToken);
    }

    private async Task<Reply?> AnswerAsync(CommandEvent command, Change change, CancellationToken cancellationToken)
    {
        var decision = change.Decision;
        if (change.WasRecordedBefore)
            return command.IsAnsweredInPlace || command.IsPressed ? Reply.ToSender(BotText.Say($"That is recorded already.")) : null;
        if (decision.Rejection is { } rejection)
            return Reply.Refusal(rejection) with { Form = decision.Form };
        if (decision.Question is WebLink && !command.IsAnsweredInPlace && !command.IsPressed)
        {
            await outbox.AddAsync([ChatErrands.SignIn(command, change.Record?.Incident.Id)], cancellationToken);
            return null;
        }

        if (decision.Question is { } question)
        {
            var answer = await answers.AnswerAsync(question, change.Record, Asker.Of(command), cancellationToken);
            return question is TeamSet or TeamRemoved ? Reply.ToAll(answer) : Reply.ToSender(answer);
        }

        if (decision.ToChannel is { } say && change.Record is { } record)
            return decision.IsForSenderOnly ? Reply.ToSender(say(record)) : Reply.ToAll(say(record));

        return decision.ToSender is { } text ? Reply.ToSender(text) : null;
    }

    /// <summary>What the platform cannot carry back itself goes through the outbox, if it did not do so with the change.</summary>
    private async Task<Reply?> GiveAsync(CommandEvent command, Reply reply, bool isStored, CancellationToken cancellationToken)
    {
        if (command.IsAnsweredInPlace || command.IsPressed)
            return command.IsShared ? reply with { IsForAll = false } : reply;

        if (!isStored || !reply.IsForAll)
            await outbox.AddAsync([ChatErrands.Answer(command, reply)], cancellationToken);
        return null;
    }
}
