using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Chat.Questions;

/// <summary>Decides what a reply that was read says, as if it had been filled into the forms of the part that was asked for.</summary>
public sealed class ReplyReader(CommandContexts contexts, TimeProvider time)
{
    /// <summary>A list gets a command a line, each on what the ones before it have left; one that is refused refuses them all.</summary>
    public Decision Decide(ImmutableArray<FilledForm> forms, CommandEvent command, IncidentRecord record)
    {
        var now = time.GetUtcNow();
        var all = Decision.Nothing;
        var said = new List<Func<IncidentRecord, BotText>>();
        foreach (var form in forms)
        {
            var context = contexts.Of(command, record, Standpoint.InHome);
            var (decision, typed) = CommandTable.Standard.Decide(form, context);
            if (decision.Rejection is not null)
                return decision;

            var issued = new EventDraft(new Moment(command.At), command.By, new CommandIssued(context.Readable(typed)));
            all = all.And([issued, .. decision.Events]).ThenDo(decision.FollowUps);
            record = QuestionFollower.Foresee(record, decision.Events, now);
            if (decision.ToChannel is { } say)
            {
                // As it stands behind this line: a later one has words of its own.
                var text = say(record);
                said.Add(_ => text);
            }
        }

        return all.TellChannel(after => BotText.Lines(said.Select(say => say(after))));
    }
}
