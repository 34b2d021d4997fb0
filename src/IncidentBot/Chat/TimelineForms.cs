using IncidentBot.Chat.People;
using IncidentBot.Chat.Relay;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>Takes a message into an incident's timeline, from any channel, also from one that the bot is not in.</summary>
public sealed class TimelineForms(IncidentStore incidents, ConversationDirectory conversations, PeopleDirectory people, MessageTaker taker, RelayedMessages relayed)
{
    /// <summary>Whoever may note something may keep a message.</summary>
    private static readonly Command Note = CommandTable.Standard.Find("note")!.Command;

    /// <summary>The message behind a post of the bot's; nothing where it only speaks for itself.</summary>
    public Task<MessageEvent?> BehindAsync(EventSource post, CancellationToken cancellationToken) => relayed.FindAsync(post, cancellationToken);

    /// <returns>The form with the incidents that the sender may choose from, or why there is none.</returns>
    public async Task<Reply> OpenAsync(CommandEvent sender, MessageEvent message, CancellationToken cancellationToken)
    {
        sender = people.Of(sender);
        var here = await HereAsync(sender, cancellationToken);
        if (sender.Standing is Standing.Stranger or Standing.Deactivated)
            return Reply.Refusal(Permissions.Refuse(sender.Standing, sender.By, Note, null, false)!);

        var choices = (await ChoicesAsync(here, cancellationToken)).Where(incident => Refuse(sender, incident, here) is null).Take(ChoiceField.MostChoices).ToList();
        if (choices.Count == 0)
            return Reply.ToSender(BotText.Say($"No incident is open to which it could be added. `start <title>` opens one; \"Declare incident\" in the message's menu opens one with this message."));

        var preselected = here is not null && choices[0].Id == here ? here : choices.Count == 1 ? choices[0].Id : null;
        return Reply.ToSender(BotText.Empty) with { Form = TimelineForm.Of(choices, preselected, message) };
    }

    public async Task<Reply?> TakeAsync(CommandEvent sent, MessageEvent message, CancellationToken cancellationToken)
    {
        sent = people.Of(sent);
        var form = sent.Form!;
        var here = await HereAsync(sent, cancellationToken);
        if (!IncidentId.TryParse(form[TimelineForm.Incident], out var id) || await FindAsync(id, cancellationToken) is not { } incident)
            return Refused(Rejection.Because($"Which incident does it belong to?"), TimelineForm.Incident);
        if (Refuse(sent, incident, here) is { } refusal)
            return Refused(refusal, TimelineForm.Incident);

        Moment? at = null;
        if (form[TimelineForm.When].Length > 0)
        {
            var time = TimeExpression.Parse(form[TimelineForm.When], new SenderClock(sent.At, sent.Zone));
            if (!time.IsRead)
                return Refused(Rejection.TimeNotRead(time.Problem), TimelineForm.When);
            at = time.Value;
        }

        await taker.TakeAsync(id, message, TimelineForm.Changes(form, message, at), sent.By, sent.At, sent.Key, cancellationToken);
        // In its own channel the mark on the message says so.
        return id == here ? null : Reply.ToSender(BotText.Say($"It is in the timeline of *{id}* {incident.Title} now."));
    }

    private static Reply Refused(Rejection rejection, string field) => Reply.Refusal(rejection with { Field = field });

    private static Rejection? Refuse(CommandEvent sender, Incident incident, IncidentId? here) =>
        Permissions.Refuse(sender.Standing, sender.By, Note, incident, incident.Id == here);

    private async ValueTask<IncidentId?> HereAsync(CommandEvent sender, CancellationToken cancellationToken)
    {
        try
        {
            return await conversations.FindAsync(sender.Source.Conversation, cancellationToken);
        }
        catch (Exception away) when (away is not StorageAwayException && StorageAwayException.Explains(away))
        {
            throw new StorageAwayException(away);
        }
    }

    /// <summary>The incident that lives here comes first, whatever has become of it.</summary>
    private async Task<IEnumerable<Incident>> ChoicesAsync(IncidentId? here, CancellationToken cancellationToken)
    {
        var unfiled = await incidents.UnfiledAsync(cancellationToken);
        return here is { } id && await FindAsync(id, cancellationToken) is { } home ? unfiled.Where(incident => incident.Id != id).Prepend(home) : unfiled;
    }

    private async Task<Incident?> FindAsync(IncidentId id, CancellationToken cancellationToken) => (await incidents.FindAsync(id, cancellationToken))?.Incident;
}
