using IncidentBot.Chat.Questions;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>Lets a command decide on what is stored, and stores what it decided.</summary>
public sealed class CommandDecisions(IncidentWriter writer, CommandContexts contexts, QuestionFollower questions, ChatErrands errands)
{
    public async Task<Change> DecideAsync(CommandEvent command, IncidentId? target, Standpoint from, CancellationToken cancellationToken)
    {
        try
        {
            return await ChangeAsync(command, target, from, cancellationToken);
        }
        catch (HomeTakenException)
        {
            return Change.Nothing(Rejection.Because($"This conversation has just become the home of another incident; `show` says of which."), null);
        }
    }

    private async Task<Change> ChangeAsync(CommandEvent command, IncidentId? target, Standpoint from, CancellationToken cancellationToken)
    {
        var stamp = new EventStamp(command.Key, command.Source);
        var planner = errands.For(command);
        if (target is not { } id)
            return await DeclareAsync(stamp, Decide(command, null, from), planner, cancellationToken);

        var chat = await questions.ListenAsync(id, cancellationToken);
        Decision? opening = null;
        var change = await writer.ChangeAsync(id, stamp, null, (record, _) =>
        {
            var decision = Decide(command, record, from);
            opening = decision.OpensIncident ? decision : null;
            return opening is null ? questions.Follow(record, decision, chat) : Decision.Nothing;
        }, planner, cancellationToken);

        // A new incident in the home of a closed one begins a log of its own.
        return opening is null ? change : await DeclareAsync(stamp, opening, planner, cancellationToken);
    }

    /// <summary>The form of a verb, to be filled in.</summary>
    public Decision Open(CommandEvent command, IncidentRecord? record, Standpoint from) =>
        CommandTable.Standard.Open(command.Text, contexts.Of(command, record, from));

    private async Task<Change> DeclareAsync(EventStamp stamp, Decision decision, IErrandPlanner planner, CancellationToken cancellationToken) =>
        decision.OpensIncident
            ? await writer.DeclareAsync(stamp, _ => decision, planner, cancellationToken)
            : Change.Nothing(decision, null);

    private Decision Decide(CommandEvent command, IncidentRecord? record, Standpoint from)
    {
        var context = contexts.Of(command, record, from);
        var (decision, typed) = command.Form is { } form
            ? CommandTable.Standard.Decide(form, context)
            : (CommandTable.Standard.Decide(command.Text, context), command.Text);
        if (record is { Incident.IsPrivate: true } && !from.IsInHome)
            decision = decision.Privately(true);
        var isPersonal = CommandTable.Standard.Find(typed) is { Command.IsPersonal: true };
        var isRecorded = !isPersonal && decision.Rejection is null && (record is not null || decision.OpensIncident);
        return isRecorded
            ? decision.After(new EventDraft(new Moment(command.At), command.By, new CommandIssued(context.Readable(typed))))
            : decision;
    }
}
