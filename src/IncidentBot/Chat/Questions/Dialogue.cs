using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Questions;

/// <summary>The two halves of asking people: the question, and what comes back to it.</summary>
public sealed class Dialogue(QuestionPosts questions, ReplyTaker replies)
{
    public Task RunAsync(IncidentId id, Errand errand, Once once, CancellationToken cancellationToken) => errand switch
    {
        QuestionErrand question => questions.ShowAsync(id, question, once, cancellationToken),
        AnswerErrand answer => replies.AnswerAsync(id, answer, once, cancellationToken),
        _ => throw new InvalidOperationException($"{errand} belongs to no dialogue."),
    };
}
