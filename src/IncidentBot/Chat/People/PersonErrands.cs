using IncidentBot.Chat.Outbox;
using IncidentBot.Incidents.Nudges;
using IncidentBot.Storage;

namespace IncidentBot.Chat.People;

/// <summary>Errands about who somebody is, here or on the pages, and those that were written before that was known.</summary>
public sealed class PersonErrands(PeopleDirectory people, Recognition recognition, ClaimQuestions questions, SignInPosts signIns)
{
    public Task RunAsync(OutboxRow row, Once once, CancellationToken cancellationToken) => row.Errand switch
    {
        RecogniseErrand => recognition.TellAsync(cancellationToken),
        ClaimErrand claim => questions.AskAsync(claim.Claim, once, cancellationToken),
        SignInErrand signIn => signIns.SendAsync(row.Incident, signIn, once, cancellationToken),
        _ => throw new InvalidOperationException($"{row.Errand} is not about who somebody is."),
    };

    /// <summary>The same errand for whoever its people turned out to be. Accounts that are to be answered where they spoke stay as they are.</summary>
    public Errand AsKnownNow(Errand errand) => errand switch
    {
        ReminderErrand reminder when new Recipient(reminder.To).PersonId is { } person => reminder with { To = Recipient.Person(people.Of(person)).Address },
        AssignedErrand assigned => assigned with { PersonId = people.Of(assigned.PersonId) },
        NudgeErrand { PersonId: { } person } nudge => nudge with { PersonId = people.Of(person), Slot = nudge.Slot.Replace(person, people.Of(person), StringComparison.Ordinal) },
        AnswerErrand answer => answer with { Author = people.Of(answer.Author) },
        TakeMessageErrand take => take with { Author = people.Of(take.Author), By = people.Of(take.By) },
        _ => errand,
    };
}
