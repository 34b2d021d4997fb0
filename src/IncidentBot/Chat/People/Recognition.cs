using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat.People;

/// <summary>
/// Tells the incidents in which somebody stands under one of their accounts who that is. Cut off anywhere and begun again, it goes on
/// with those that do not know it yet; the log stays as it was written.
/// </summary>
public sealed class Recognition(AccountTies ties, IncidentWriter writer, TimeProvider time)
{
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        foreach (var found in await ties.StandingAsync(cancellationToken))
        {
            var now = time.GetUtcNow();
            var recognised = new EventDraft(new Moment(now), Person.Bot, new PersonRecognised(found.Account, found.Person));
            await writer.ChangeAsync(
                found.Incident,
                new EventStamp($"recognised {found.Account} {found.Incident} {now:O}", null),
                null,
                (record, _) => found.IsIn(record) ? Decision.Record(recognised) : Decision.Nothing,
                NoErrands.Planned,
                cancellationToken);
        }
    }
}
