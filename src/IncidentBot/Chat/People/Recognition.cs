using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat.People;

/// <summary>
/// Tells the incidents in which somebody stands under one of their accounts who that is. Cut off anywhere and begun again, it goes on
/// with those that do not know it yet; the log stays as it was written.
/// </summary>
public sealed class Recognition(AccountTies ties, IncidentWriter writer, TimeProvider time)
{
    public async Task TellAsync(string account, CancellationToken cancellationToken)
    {
        var person = await ties.PersonOfAsync(account, cancellationToken);
        if (person.Id == account)
            return;

        foreach (var incident in await ties.IncidentsOfAsync(account, cancellationToken))
        {
            var now = time.GetUtcNow();
            var recognised = new EventDraft(new Moment(now), Person.Bot, new PersonRecognised(account, person));
            await writer.ChangeAsync(
                incident,
                new EventStamp($"recognised {account} {incident} {now:O}", null),
                null,
                (record, _) => AccountTies.StandsIn(record, account) ? Decision.Record(recognised) : Decision.Nothing,
                NoErrands.Planned,
                cancellationToken);
        }
    }
}
