namespace IncidentBot.Incidents;

public sealed partial record IncidentRecord
{
    /// <summary>What people were asked for the document.</summary>
    public QuestionLog Questions { get; init; } = new();

    private IncidentRecord ApplyToQuestions(TimelineEvent happened)
    {
        var log = IsDeed(happened) ? Questions with { LastDeed = happened.RecordedAt } : Questions;
        return this with
        {
            Questions = happened.Detail switch
            {
                StatusChanged { To: IncidentStatus.Mitigated } => log with { MitigatedBy = happened.By },
                StatusChanged { To: IncidentStatus.Resolved } => log with { ResolvedBy = happened.By, ResolvedOn = happened.RecordedAt },
                IncidentReopened => log with { ResolvedOn = null },
                PersonLeft => log with { Gone = log.Gone.Remove(happened.By.Id).Add(happened.By.Id) },
                PersonJoined => log with { Gone = log.Gone.Remove(happened.By.Id) },
                QuestionAsked asked => With(asked, log, happened),
                QuestionAnswered => Settle(log, QuestionOutcome.Answered, happened.By),
                QuestionSkipped skipped => Settle(log, OutcomeOf(skipped.Why), happened.By),
                QuestionsPaused paused => Settle(log, QuestionOutcome.PutOff, happened.By) with { IsPaused = true, PausedUntil = paused.Until },
                _ => log,
            },
        };
    }

    /// <summary>Chat is not part of the record, and what was typed counts by what came of it.</summary>
    private static bool IsDeed(TimelineEvent happened) => happened.By.Id != Person.Bot.Id
        && happened.Detail is not (MessagePosted or MessageEdited or MessageDeleted or CommandIssued or NameLearned or CaptureGap);

    private static QuestionLog With(QuestionAsked asked, QuestionLog log, TimelineEvent happened) => log.Settled(QuestionOutcome.PassedOn) with
    {
        Asked = log.Settled(QuestionOutcome.PassedOn).Asked.Add(
            new AskedQuestion(happened.Id, asked.Part, asked.Of, asked.Words, happened.RecordedAt, asked.IsRequested, QuestionOutcome.Open)),
        EarlierRounds = asked.BeginsRound ? log.Asked.Length : log.EarlierRounds,
        IsPaused = log.IsPaused && !asked.BeginsRound && !(log.PausedUntil <= happened.RecordedAt),
    };

    private static QuestionLog Settle(QuestionLog log, QuestionOutcome outcome, Person by)
    {
        var settled = log.Settled(outcome);
        return log.Open is null || by.Id == Person.Bot.Id
            ? settled
            : settled with { Asked = settled.Asked.SetItem(settled.Asked.Length - 1, settled.Asked[^1] with { SettledBy = by.Name }) };
    }

    private static QuestionOutcome OutcomeOf(SkipReason why) => why switch
    {
        SkipReason.SomebodyElse => QuestionOutcome.PassedOn,
        SkipReason.Unanswered => QuestionOutcome.Unanswered,
        _ => QuestionOutcome.Skipped,
    };
}
