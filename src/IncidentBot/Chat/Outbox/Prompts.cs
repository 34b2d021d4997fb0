using IncidentBot.Chat.Nudges;
using IncidentBot.Chat.Questions;
using IncidentBot.Chat.Reminders;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Outbox;

/// <summary>What the bot wants of people unasked: answers for the document, steps in the incident, action items done.</summary>
public sealed class Prompts(Dialogue dialogue, NudgePosts nudges, ReminderSender reminders)
{
    public Task RunAsync(OutboxRow row, Once once, CancellationToken cancellationToken) => row.Errand switch
    {
        QuestionErrand or AnswerErrand => dialogue.RunAsync(row.Incident!.Value, row.Errand, once, cancellationToken),
        NudgeErrand nudge => nudges.RunAsync(row.Incident!.Value, nudge, once, cancellationToken),
        _ => reminders.RunAsync(row, once, cancellationToken),
    };
}
