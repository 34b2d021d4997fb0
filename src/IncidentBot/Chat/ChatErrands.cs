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
            : new PrivateErrand(place, (command.Account ?? command.By).Id, reply.Text) { ThreadId = command.Source.ThreadId };
        return new OutboxMessage(place.ToString(), null, errand);
    }

    public static OutboxMessage SignIn(CommandEvent command, IncidentId? about) =>
        new($"answers {command.By.Id}", about, new SignInErrand(command.Source.Conversation, command.Source.ThreadId, command.By));

    private sealed class Planner(ChatErrands errands, CommandEvent? command) : IErrandPlanner
    {
        public IEnumerable<OutboxMessage> Plan(IncidentRecord before, IncidentRecord after, Decision decision)
        {
            var id = after.Incident.Id;
            return decision.FollowUps.Select(ErrandOf).OfType<Errand>()
                .Select(errand => InPrivate(errand, after.Incident))
                .Select(errand => new OutboxMessage(Lane(errand, after.Incident), id, errand))
                .Concat(decision.FollowUps.OfType<PostDraft>().SelectMany(_ => EveryHome.InFurther(after.Incident, new DraftErrand())))
                .Concat(errands._state.Of(before, after, decision))
                .Concat(QuestionErrands.Of(before, after))
                .Concat(AssignedErrands.Of(before, after, decision))
                .Concat(FirstMessage(id, decision))
                .Concat(Answer(after, decision))
                .Concat(Elsewhere(before.Incident, after, decision));
        }

        /// <summary>A print may take seconds, for which the card shall not wait.</summary>
        private static string Lane(Errand errand, Incident incident) => errand switch
        {
            { TakesItsTime: true } => $"{incident.Id} past",
            ShareDocumentErrand { Format: "pdf" } => $"{incident.Id} print",
            { Near: { } place } => EveryHome.LaneOf(incident, place),
            _ => incident.Id.Value,
        };

        private IEnumerable<OutboxMessage> FirstMessage(IncidentId id, Decision decision)
        {
            if (decision.OpensIncident && command is { From: { } message })
                yield return new OutboxMessage(id.Value, id, MessageTaker.ErrandFor(message, command.By, command.At));
        }

        /// <summary>The document of a private incident goes nowhere but into its homes.</summary>
        private static Errand InPrivate(Errand errand, Incident incident) => (errand, incident) switch
        {
            (ShareDocumentErrand share, { IsPrivate: true, Home: { } home }) when !incident.LivesIn(share.Conversation) => share with { Conversation = home, ThreadId = null },
            (SharePictureErrand share, { IsPrivate: true, Home: { } home }) when !incident.LivesIn(share.Conversation) => share with { Conversation = home, ThreadId = null },
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

            if (IsForHome(decision))
            {
                // Nobody saw who pressed.
                foreach (var said in EveryHome.Of(after.Incident, new PostHomeErrand(Signed(say(after)))))
                    yield return said;
            }
            else if (!decision.IsForSenderOnly)
            {
                yield return ChatErrands.Answer(command, Reply.ToAll(say(after))) with
                {
                    Lane = EveryHome.LaneOf(after.Incident, command.Source.Conversation),
                    Incident = after.Incident.Id,
                };
            }
        }

        /// <summary>What was typed in one home is known in the others as well, where nobody saw who typed it.</summary>
        private IEnumerable<OutboxMessage> Elsewhere(Incident before, IncidentRecord after, Decision decision)
        {
            if (command is null || decision.ToChannel is not { } say || IsForHome(decision))
                return [];

            var here = command.Source.Conversation;
            var isFromHome = before.LivesIn(here) || after.Incident.LivesIn(here);
            var isNews = !decision.OpensIncident && decision.Events.Any(draft => draft.Detail is not CommandIssued);
            return isFromHome && isNews ? EveryHome.Of(after.Incident, new PostHomeErrand(Signed(say(after))), here) : [];
        }

        private bool IsForHome(Decision decision) => command is { IsPressed: true, IsAnsweredInPlace: false } && !decision.OpensIncident;

        private BotText Signed(BotText said) => said.Then($" · {command!.By.Name}");
    }
}
