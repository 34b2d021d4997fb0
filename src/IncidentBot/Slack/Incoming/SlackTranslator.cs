using System.Text.Json;
using IncidentBot.Chat;

namespace IncidentBot.Slack;

/// <summary>Makes chat events of Slack's events, or nothing: no other part of the bot knows what Slack sends.</summary>
public sealed class SlackTranslator(SlackMessages messages, SlackMarks marks, SlackMentions mentions, SlackConversations conversations)
{
    public async ValueTask<IReadOnlyList<ChatEvent>> TranslateAsync(SlackEnvelope envelope, SlackSelf self, CancellationToken cancellationToken)
    {
        if (envelope.Team is not { Length: > 0 } team || envelope.Channel is not { Length: > 0 } channel)
            return [];

        var happened = envelope.Event;
        return envelope.Type switch
        {
            "message" => One(await OfMessageAsync(self, team, channel, happened, cancellationToken)),
            "app_mention" => One(await mentions.TranslateAsync(self, team, channel, envelope.Enterprise, happened, cancellationToken)),
            "reaction_added" => One(await marks.OfReactionAsync(self, team, happened, isKept: true, cancellationToken)),
            "reaction_removed" => One(await marks.OfReactionAsync(self, team, happened, isKept: false, cancellationToken)),
            "pin_added" => await marks.OfPinAsync(self, team, happened, isKept: true, cancellationToken),
            "pin_removed" => await marks.OfPinAsync(self, team, happened, isKept: false, cancellationToken),
            _ => One(await conversations.TranslateAsync(self, team, channel, envelope, cancellationToken)),
        };
    }

    private async ValueTask<ChatEvent?> OfMessageAsync(SlackSelf self, string team, string channel, JsonElement message, CancellationToken cancellationToken)
    {
        switch (message.Text("subtype"u8))
        {
            case "message_changed" when message.Child("message"u8).Text("subtype"u8) == "tombstone":
            case "message_deleted":
                return IsOwn(message.Child("previous_message"u8)) ? null : await messages.DeletedAsync(self, team, channel, message, cancellationToken);
            case "message_changed":
                return IsOwn(message.Child("message"u8)) ? null : await messages.EditedAsync(self, team, channel, message, cancellationToken);
            default:
                return IsOwn(message) ? null : await messages.PostedAsync(self, team, channel, message, cancellationToken);
        }

        bool IsOwn(JsonElement said) => self.IsAuthorOf(said);
    }

    private static IReadOnlyList<ChatEvent> One(ChatEvent? happened) => happened is null ? [] : [happened];
}
