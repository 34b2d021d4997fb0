using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Slack;

/// <summary>Makes work of a message, in the incident that lives where it was said.</summary>
public sealed class SlackActionForms(ChatEventHandler handler, ConversationDirectory conversations)
{
    private const string Verb = "action";
    private const string Field = "text";

    /// <returns>The form with the message's words in it, or why there is none.</returns>
    public async Task<Reply?> OpenAsync(CommandEvent sender, MessageEvent message, CancellationToken cancellationToken)
    {
        var reply = await handler.HandleAsync(sender with { Text = Verb, WantsForm = true }, cancellationToken);
        if (reply?.Form is { } form)
            return reply with { Form = form.Prefilled(Field, ((MessagePosted)message.Detail).Text ?? "") };

        var isElsewhere = sender.Standing == Standing.Member && await conversations.FindAsync(sender.Source.Conversation, cancellationToken) is null;
        return isElsewhere
            ? Reply.ToSender(BotText.Say($"No incident lives in this channel, so nobody could tell which one the work comes from. Do it in an incident's channel, or type `action <what to do> @owner` there; `list` shows those that are open."))
            : reply;
    }
}
