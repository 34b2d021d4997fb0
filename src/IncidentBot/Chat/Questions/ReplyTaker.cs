using System.Collections.Immutable;
using IncidentBot.Chat.Outbox;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Incidents.Nudges;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Questions;

/// <summary>Makes of a plain reply the command that fills the part, given by whoever replied. Delivered twice, it is given once.</summary>
public sealed class ReplyTaker(
    IncidentStore incidents, IncidentWriter writer, QuestionStore questions, QuestionFollower follower, ReplyReader replies, NameStore names, ChatPlatforms platforms, ChatErrands errands)
{
    public async Task AnswerAsync(IncidentId id, AnswerErrand answer, Once once, CancellationToken cancellationToken)
    {
        var command = await CommandOfAsync(id, answer, cancellationToken);
        var people = command.Mentions.Values.ToImmutableArray();
        var chat = await follower.HearAsync(id, cancellationToken);
        Rejection? refusal = null;
        await writer.ChangeAsync(
            id,
            new EventStamp(command.Key, answer.Source),
            null,
            (record, _) =>
            {
                if (record.Questions.Open is not { } open || open.Id != answer.Question || follower.Gaps(record).FirstOrDefault(gap => gap.Part == open.Part) is not { } gap)
                    return Decision.Nothing;

                var read = GapAnswer.Read(gap, answer.Text, answer.Author, people, record);
                var decision = read.IsRead ? replies.Decide(read.Value, command, record) : Rejection.Because($"{read.Problem}");
                refusal = decision.Rejection;
                return refusal is null ? follower.Follow(record, decision, chat) : decision;
            },
            new AnswerPlanner(errands.For(command), answer),
            cancellationToken);

        if (refusal is not null)
            await platforms.Of(answer.Source.Conversation).PostAsync(answer.Source.Conversation, answer.Source.ThreadId, refusal.Text, once, cancellationToken);
    }

    private async Task<CommandEvent> CommandOfAsync(IncidentId id, AnswerErrand answer, CancellationToken cancellationToken)
    {
        var record = await incidents.FindAsync(id, cancellationToken) ?? throw new UnknownIncidentException(id);
        var people = await questions.PeopleAsync(id, cancellationToken);
        var known = await names.FindAsync(answer.Author.Id, cancellationToken);
        return new CommandEvent(
            $"answer {answer.Source.MessageKey}", answer.Source, answer.Author, answer.SaidAt, TimeZones.Find(answer.Zone), "",
            people.ToImmutableDictionary(person => person.Id), record.Incident.HomeName ?? answer.Source.Conversation.Channel, IsAnsweredInPlace: true)
        {
            // What stands behind a stranger's standing says whose they are.
            Standing = known?.Standing?.Split(' ', ':')[0] is { } word && Enum.TryParse<Standing>(word, out var standing) ? standing : Standing.Member,
        };
    }
}
