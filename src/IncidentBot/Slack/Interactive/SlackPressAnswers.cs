using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Slack;

/// <summary>Gives whoever pressed something what came of it: a form, or an answer for them alone. What all shall know is posted in the incident's home.</summary>
public sealed class SlackPressAnswers(SlackForms forms, SlackWhispers whispers, ConversationDirectory conversations)
{
    /// <param name="message">The message that the form is about.</param>
    /// <param name="replaces">Whether an answer takes the place of the message in which it was pressed.</param>
    public async Task GiveAsync(SlackInteraction done, Reply? reply, RememberedMessage? message, CancellationToken cancellationToken, bool replaces = false)
    {
        if (reply is null)
            return;

        var text = reply.Text;
        if (reply.Form is { } form)
        {
            var opening = await forms.OpenAsync(done.Trigger, form, OpenForm.For(done, form.Verb, reply.Incident, message), cancellationToken);
            if (opening == FormOpening.Opened)
                return;
            if (opening == FormOpening.TooLate)
                text = BotText.Say($"Slack gives the form three seconds to open, and they were over. Please press again.");
            else if (text.IsEmpty)
                text = BotText.Say($"Slack did not open the form. `help {form.Verb}` shows what can be typed in its place.");
        }

        if (!text.IsEmpty && !await IsSeenAsync(done, reply, cancellationToken))
            await whispers.SayAsync(done, text, cancellationToken, replaces);
    }

    /// <summary>In the home everybody sees it, whoever pressed included; the Home tab shows it itself.</summary>
    private async ValueTask<bool> IsSeenAsync(SlackInteraction done, Reply reply, CancellationToken cancellationToken) =>
        reply.IsForAll && (done.IsInHomeTab || (done.Channel is { } channel && await LivesInAsync(done.Team, channel, cancellationToken) == reply.Incident && reply.Incident is not null));

    private ValueTask<IncidentId?> LivesInAsync(string team, string channel, CancellationToken cancellationToken) =>
        conversations.FindAsync(SlackAddress.Conversation(team, channel), cancellationToken);
}
