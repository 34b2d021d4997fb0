using IncidentBot.Chat.Questions;
using IncidentBot.Chat.Reminders;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>What the bot does in the chats because of a command; stored in the command's own transaction.</summary>
public sealed class ChatErrands(StateErrands state)
{
    private readonly StateErrands _state = state;

    /// <summary>Errands that follow from the incident's state alone, whoever changed it.</summary>
    public IErrandPlanner ForState => new Planner(this, null);

    public IErrandPlanner For(CommandEvent command) => new Planner(this, command);

    /// <summary>The answer to a command that its platform cannot carry back itself.</summary>
    public static OutboxMessage Answer(CommandEvent command, Reply reply)
    {
        var place = command.Source.Conversation;
        Errand errand = reply.IsForAll && !command.IsShared
            ? new PostErrand(place, command.Source.ThreadId, reply.Text)
            : new PrivateErrand(place, command.By.Id, reply.Text) { ThreadId = command.Source.ThreadId };
        return new OutboxMessage(place.ToString(), null, errand);
    }

    private sealed class Planner(ChatErrands errands, CommandEvent? command) : IErrandPlanner
    {
        public IEnumerable<OutboxMessage> Plan(IncidentRecord before, IncidentRecord after, Decision decision)
        {
            var id = after.Incident.Id;
            return decision.FollowUps.Select(ErrandOf).OfType<Errand>()
                .Select(errand => new OutboxMessage(Lane(errand, id), id, InPrivate(errand, after.Incident)))
                .Concat(errands._state.Of(before, after, decision))
                .Concat(QuestionErrands.Of(before, after))
                .Concat(AssignedErrands.Of(before, after, decision))
                .Concat(FirstMessage(id, decision))
                .Concat(Answer(after, decision));
        }

        /// <summary>A print may take seconds, for which the card shall not wait.</summary>
        private static string Lane(Errand errand, IncidentId id) => errand switch
        {
            { TakesItsTime: true } => $"{id} past",
            ShareDocumentErrand { Format: "pdf" } => $"{id} print",
            _ => id.Value,
        };

        private IEnumerable<OutboxMessage> FirstMessage(IncidentId id, Decision decision)
        {
            if (decision.OpensIncident && command is { From: { } message })
                yield return new OutboxMessage(id.Value, id, MessageTaker.ErrandFor(message, command.By, command.At));
        }

        /// <summary>The document of a private incident goes nowhere but into its home.</summary>
        private static Errand InPrivate(Errand errand, Incident incident) => (errand, incident) switch
        {
            (ShareDocumentErrand share, { IsPrivate: true, Home: { } home }) when share.Conversation != home => share with { Conversation = home, ThreadId = null },
            (SharePictureErrand share, { IsPrivate: true, Home: { } home }) when share.Conversation != home => share with { Conversation = home, ThreadId = null },
            _ => errand,
        };

        private Errand? ErrandOf(FollowUp followUp) => (followUp, command) switch
        {
            (OpenHome home, { } typed) => new OpenHomeErrand(typed.Source.Conversation, home.Slug, home.IsPrivate, [.. home.People.Select(person => person.Id)]) { IsOriginShared = typed.IsShared },
            (FetchHistory history, { } typed) => new HistoryErrand(typed.Source.Conversation, typed.At - history.Before),
            (InviteToHome invitation, _) => new InviteErrand([invitation.Guest.Id]),
            (WarnOfSimilar, { } typed) => new SimilarErrand(typed.Source.Conversation, typed.By.Id),
            (ShareDocument share, { } typed) => new ShareDocumentErrand(typed.Source.Conversation, typed.Source.ThreadId, share.Format),
            (SharePicture, { } typed) => new SharePictureErrand(typed.Source.Conversation, typed.Source.ThreadId),
            (PostDraft, _) => new DraftErrand(),
            (TellSeal, _) => new SealErrand(),
            _ => null,
        };

        private IEnumerable<OutboxMessage> Answer(IncidentRecord after, Decision decision)
        {
            if (command is not { IsAnsweredInPlace: false } || decision.ToChannel is not { } say)
                yield break;

            var id = after.Incident.Id;
            var isForHome = command.IsPressed && !decision.OpensIncident;
            if (decision.IsForSenderOnly && !isForHome)
                yield break;

            yield return isForHome
                // Nobody saw who pressed.
                ? new OutboxMessage(id.Value, id, new PostHomeErrand(say(after).Then($" · {command.By.Name}")))
                : ChatErrands.Answer(command, Reply.ToAll(say(after))) with { Lane = id.Value, Incident = id };
        }
    }
}
