using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Teams;

/// <summary>Buttons. What they say is looked up and authorised as if it had been typed just now; old cards stay pressable for ever.</summary>
public sealed class TeamsPresses(TeamsPressReader reader, ChatEventHandler handler, OutboxStore outbox)
{
    private const string TurnsPage = " --page ";
    private const string IsAnswer = " --anyway";

    private static readonly Dictionary<string, TeamsPerson> Nobody = [];

    public async Task<TeamsAnswer> TakeAsync(TeamsSender sender, CancellationToken cancellationToken)
    {
        var action = sender.Value.At("action");
        if (action.TextAt("verb") != TeamsPress.Verb || TeamsPress.Read(action.At("data")) is not { } press)
            return TeamsAnswers.Failed(400, "BadRequest", "This button is none of mine, and nothing was done.");

        var (reply, key) = await DoAsync(sender, press, cancellationToken);
        if (reply is null)
            return TeamsAnswers.Said("Done.");
        if (reply.Text.IsEmpty)
            return TeamsAnswers.Said(reply.Form is { } form ? TeamsContent.Words(InsteadOf(form)) : "Done.");
        if (reply.IsForAll || !IsPressable(reply.Text))
            return TeamsAnswers.Said(TeamsContent.Words(reply.Text));
        if (sender.IsPersonal && press.Command.Contains(TurnsPage, StringComparison.Ordinal) && !reply.IsRefusal)
            return TeamsAnswers.Replaced(TeamsCard.Write(reply.Text, Nobody));

        await TellAsync(sender, reply, key, cancellationToken);
        return TeamsAnswers.Said(sender.IsPersonal ? "The answer is below." : "The answer is in our chat.");
    }

    /// <summary>From a client that knows no other buttons: what came of it is told in a message.</summary>
    public async Task TakeSubmitAsync(TeamsSender sender, CancellationToken cancellationToken)
    {
        if (TeamsPress.Read(sender.Value) is not { } press)
            return;

        var (reply, key) = await DoAsync(sender, press, cancellationToken);
        if (reply is { Text.IsEmpty: true, Form: { } form })
            reply = Reply.ToSender(InsteadOf(form)) with { Incident = reply.Incident };
        if (reply is { IsForAll: false, Text.IsEmpty: false })
            await TellAsync(sender, reply, key, cancellationToken);
    }

    public static string KeyOf(TeamsSender sender, TeamsPress press)
    {
        // What was asked about before it was stored is answered once, however often it is pressed.
        var occasion = press.Command.Contains(IsAnswer, StringComparison.Ordinal) && sender.About is { Length: > 0 } asked ? asked : sender.ActivityId;
        return TeamsPressReader.Once(sender.ConversationId, occasion, sender.Id, JsonSerializer.Serialize(press.ToData()));
    }

    private async Task<(Reply? Reply, string Key)> DoAsync(TeamsSender sender, TeamsPress press, CancellationToken cancellationToken)
    {
        var key = KeyOf(sender, press);
        var command = await reader.ReadAsync(sender, key, press.Command, cancellationToken);
        return (await handler.HandleAsync(command with { About = press.Incident, WantsForm = press.OpensForm }, cancellationToken), key);
    }

    private Task TellAsync(TeamsSender sender, Reply reply, string key, CancellationToken cancellationToken) => outbox.AddAsync(
        [new OutboxMessage($"answers {sender.Person.Id}", reply.Incident, new PrivateErrand(sender.Conversation, sender.Person.Id, reply.Text), key)], cancellationToken);

    /// <summary>Where no dialog can be opened.</summary>
    private static BotText InsteadOf(CommandForm form) => BotText.Say($"No form can be opened from here. `help {form.Verb}` shows what can be typed in its place.");

    private static bool IsPressable(BotText text) => text.Parts.Any(part => part is Offered or OfferedChoice);
}
