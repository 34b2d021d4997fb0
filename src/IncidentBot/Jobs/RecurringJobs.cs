using Hangfire;

namespace IncidentBot.Jobs;

/// <summary>The timetable: everything that the bot does by the clock.</summary>
public sealed class RecurringJobs(IRecurringJobManager timetable) : IHostedService
{
    public const string RemindOwners = "remind-owners";
    public const string ArchiveHomes = "archive-homes";
    public const string AskQuestions = "ask-questions";
    public const string Nudge = "nudge";
    public const string TidyUp = "tidy-up";
    public const string SealEvents = "seal-events";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        timetable.AddOrUpdate<RemindOwnersJob>(RemindOwners, job => job.RunAsync(CancellationToken.None), "*/5 * * * *");
        timetable.AddOrUpdate<ArchiveHomesJob>(ArchiveHomes, job => job.RunAsync(CancellationToken.None), "17 * * * *");
        timetable.AddOrUpdate<AskQuestionsJob>(AskQuestions, job => job.RunAsync(CancellationToken.None), "* * * * *");
        timetable.AddOrUpdate<NudgeJob>(Nudge, job => job.RunAsync(CancellationToken.None), "* * * * *");
        timetable.AddOrUpdate<TidyUpJob>(TidyUp, job => job.RunAsync(CancellationToken.None), "23 3 * * *");
        timetable.AddOrUpdate<SealEventsJob>(SealEvents, job => job.RunAsync(CancellationToken.None), "* * * * *");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
