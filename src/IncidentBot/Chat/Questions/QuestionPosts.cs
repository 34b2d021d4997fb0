using IncidentBot.Chat.Outbox;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Questions;

/// <summary>Posts questions in the incident's home, and nowhere else.</summary>
public sealed class QuestionPosts(IncidentStore incidents, ChatPlatforms platforms, StatePosts posts, QuestionStore questions, QuestionFollower follower)
{
    public async Task ShowAsync(IncidentId id, QuestionErrand errand, Once once, CancellationToken cancellationToken)
    {
        var record = await incidents.FindAsync(id, cancellationToken) ?? throw new UnknownIncidentException(id);
        if (record.Questions.Asked.FirstOrDefault(asked => asked.Id == errand.Question) is not { } question)
            return;

        var name = $"question {question.Id}";
        if (question.Outcome != QuestionOutcome.Open)
        {
            await posts.ChangeAsync(name, id, QuestionText.Settled(question), cancellationToken);
            return;
        }

        var home = record.Incident.Home ?? throw new DeliveryException("no_home");
        var isThreaded = platforms.Of(home).HasThreads;
        var gap = follower.Gaps(record).FirstOrDefault(gap => gap.Part == question.Part);
        var (messageId, _) = await posts.ShowAsync(name, id, home, QuestionText.Open(question, gap, id, isThreaded), once, cancellationToken);
        await questions.PostedAsync(id, question.Id, new EventSource(home, messageId), isThreaded, cancellationToken);
    }
}
