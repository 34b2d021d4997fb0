using Hangfire;
using IncidentBot.Chat.Questions;

namespace IncidentBot.Jobs;

/// <summary>Asks for what documents lack, in every incident in which it is time for it.</summary>
/// <remarks>It may run anywhere and any number of times: an incident has one open question at most.</remarks>
public sealed class AskQuestionsJob(QuestionAsker asker, EachIncident each)
{
    // The next run in a minute is the retry.
    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(CancellationToken cancellationToken) =>
        await each.RunAsync(await asker.WaitingAsync(cancellationToken), waiting => waiting.Id, waiting => asker.AskAsync(waiting, cancellationToken), cancellationToken);
}
