using System.Collections.Immutable;

namespace IncidentBot.Incidents.Nudges;

/// <summary>When the bot asks by itself.</summary>
/// <param name="IsOn">Whether it does so at all; whoever asks for the questions gets them all the same.</param>
/// <param name="Quiet">So long nothing happens in a running incident before it asks.</param>
/// <param name="Pause">Between two questions while it runs.</param>
/// <param name="AfterResolve">Before the first one after the resolve.</param>
/// <param name="Patience">So long an answer is waited for.</param>
/// <param name="MostMessages">With more of them within <paramref name="Within"/>, people are busy.</param>
public sealed record QuestionPace(bool IsOn, TimeSpan Quiet, TimeSpan Pause, TimeSpan AfterResolve, TimeSpan Patience, int MostMessages, TimeSpan Within);

/// <summary>How much people talk in the incident's conversation; what they answer to questions does not count.</summary>
/// <param name="Last">The last message, if it is one of the last minutes.</param>
/// <param name="Lately">How many there were in the last minutes.</param>
public sealed record Chatter(DateTimeOffset? Last, int Lately)
{
    public static Chatter None { get; } = new(null, 0);

    /// <summary>Nobody has looked: the bot stays silent.</summary>
    public static Chatter Unknown { get; } = new(null, int.MaxValue);
}

/// <summary>
/// What the bot asks for the document, of whom and when: one question at a time, never while people are busy, by itself
/// only after the resolve or in a quiet spell.
/// </summary>
public static class GapQuestions
{
    /// <summary>So often a part is asked for without an answer; then it is left to the list of what is missing.</summary>
    private const int MostTries = 2;

    /// <summary>What is to be recorded because time has passed.</summary>
    /// <param name="gaps">What the document lacks, the easiest to fill first.</param>
    public static ImmutableArray<TimelineDetail> Due(IncidentRecord record, ImmutableArray<Gap> gaps, Chatter chat, QuestionPace pace, DateTimeOffset now)
    {
        if (IsOver(record) || record.Incident is not { Home: not null, IsHomeArchived: false })
            return [];
        if (record.Questions.Open is not { } open)
            return NextIfItIsTime(record, gaps, chat, pace, now);
        if (gaps.All(gap => gap.Part != open.Part))
            return [new QuestionAnswered(open.Part)];
        if (now - open.AskedAt < pace.Patience)
            return [];

        var given = record with { Questions = record.Questions.Settled(QuestionOutcome.Unanswered) };
        return [new QuestionSkipped(open.Part, SkipReason.Unanswered), .. NextIfItIsTime(given, gaps, chat, pace, now)];
    }

    /// <summary>What is to be recorded besides because a change has filled the part that was asked for, or settled the question.</summary>
    public static ImmutableArray<TimelineDetail> After(
        IncidentRecord before, IncidentRecord after, Func<IncidentRecord, ImmutableArray<Gap>> gapsOf, Chatter chat, QuestionPace pace, DateTimeOffset now)
    {
        if (before.Questions.Open is not { } open || (after.Questions.Open is { } newer && newer.Id != open.Id))
            return [];

        var gaps = gapsOf(after);
        if (after.Questions.Open is null)
            return FollowUp(after, gaps, chat, pace, now);
        if (gaps.Any(gap => gap.Part == open.Part))
            return [];

        var answered = after with { Questions = after.Questions.Settled(QuestionOutcome.Answered) };
        return [new QuestionAnswered(open.Part), .. FollowUp(answered, gaps, chat, pace, now)];
    }

    /// <summary>The next question, whenever it is asked; nothing where all was asked that can be.</summary>
    public static QuestionAsked? Next(IncidentRecord record, ImmutableArray<Gap> gaps) => Next(record, gaps, IsRequested(record));

    private static QuestionAsked? Next(IncidentRecord record, ImmutableArray<Gap> gaps, bool isRequested)
    {
        var log = record.Questions;
        var tried = gaps
            .Where(gap => IsFitFor(gap, record, isRequested))
            .Select(gap => (Gap: gap, Asked: log.Asked.Skip(log.EarlierRounds).Where(asked => asked.Part == gap.Part && asked.Outcome != QuestionOutcome.PutOff).ToList()))
            .Where(gap => gap.Asked.Count(asked => asked.Outcome != QuestionOutcome.PassedOn) < MostTries)
            .OrderBy(gap => TurnOf(gap.Asked.LastOrDefault()?.Outcome));
        foreach (var (gap, asked) in tried)
        {
            var left = GapPeople.For(record, gap.Kind).Where(person => asked.All(earlier => earlier.Of?.PersonId != person.PersonId)).ToList();
            if (left.Count > 0 || asked.All(earlier => earlier.Of is not null))
                return new QuestionAsked(gap.Part, left.FirstOrDefault(), GapWords.For(gap)) { IsRequested = isRequested };
        }

        return null;
    }

    /// <summary>The first question of a round that somebody asks for: what was asked before comes again.</summary>
    public static QuestionAsked? Begin(IncidentRecord record, ImmutableArray<Gap> gaps)
    {
        var log = record.Questions;
        var first = Next(record with { Questions = log with { EarlierRounds = log.Asked.Length } }, gaps, isRequested: true);
        return first is null ? null : first with { BeginsRound = true };
    }

    /// <summary>Whether time alone may bring a question; without it, only a change can.</summary>
    public static bool CanComeUp(IncidentRecord record, ImmutableArray<Gap> gaps, QuestionPace pace)
    {
        var log = record.Questions;
        if (IsOver(record) || (log is { IsPaused: true, PausedUntil: null, Open: null }))
            return false;

        return log.Open is not null || (MayAskUnbidden(record, pace) && Next(record, gaps) is not null);
    }

    private static bool IsOver(IncidentRecord record) => record.Incident.IsFinal || record.Review.State == ReviewState.SignedOff;

    private static bool IsRequested(IncidentRecord record) => record.Questions.Last is { IsRequested: true };

    private static bool MayAskUnbidden(IncidentRecord record, QuestionPace pace) => IsRequested(record) || (pace.IsOn && !record.Incident.IsDrill);

    private static ImmutableArray<TimelineDetail> NextIfItIsTime(IncidentRecord record, ImmutableArray<Gap> gaps, Chatter chat, QuestionPace pace, DateTimeOffset now) =>
        IsTime(record, chat, pace, now) && Next(record, gaps) is { } next ? [next] : [];

    /// <summary>In a dialogue the next question follows at once, and so does the same one to somebody else.</summary>
    private static ImmutableArray<TimelineDetail> FollowUp(IncidentRecord record, ImmutableArray<Gap> gaps, Chatter chat, QuestionPace pace, DateTimeOffset now)
    {
        if (IsOver(record) || record.Questions.IsPausedAt(now))
            return [];

        var isPassedOn = record.Questions.Last is { Outcome: QuestionOutcome.PassedOn };
        return (isPassedOn || IsTime(record, chat, pace, now)) && Next(record, gaps) is { } next ? [next] : [];
    }

    private static bool IsTime(IncidentRecord record, Chatter chat, QuestionPace pace, DateTimeOffset now)
    {
        var log = record.Questions;
        if (log.IsPausedAt(now) || !MayAskUnbidden(record, pace))
            return false;
        if (IsRequested(record))
            return true;
        if (chat.Lately > pace.MostMessages)
            return false;
        if (log.ResolvedOn is { } resolved)
            return now - resolved >= pace.AfterResolve;

        var isQuiet = now - log.LastDeed >= pace.Quiet && !(now - chat.Last < pace.Quiet);
        return isQuiet && !(now - log.Last?.AskedAt < pace.Pause);
    }

    /// <summary>While people fight a fire they are not asked what they learn from it.</summary>
    private static bool IsFitFor(Gap gap, IncidentRecord record, bool isRequested) => record.Incident.IsOver || gap.Kind switch
    {
        GapKind.Duration => false,
        GapKind.Severity or GapKind.Degradation or GapKind.Detection or GapKind.Commander or GapKind.Users => true,
        _ => isRequested,
    };

    /// <summary>What is to be passed on goes first, what somebody skipped comes last.</summary>
    private static int TurnOf(QuestionOutcome? last) => last switch
    {
        QuestionOutcome.PassedOn => 0,
        QuestionOutcome.Skipped or QuestionOutcome.Answered => 2,
        _ => 1,
    };
}
