using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Teams;

/// <summary>Who said what Graph shows: as they are known here, else as the roster tells, else by the name that stands there.</summary>
public sealed class GraphAuthors(TeamsAuthors known, TeamsPeople people, NameStore names)
{
    public async Task<TeamsAuthor> OfAsync(GraphPlace place, TeamsActivity activity, CancellationToken cancellationToken)
    {
        var (tenant, from) = (place.Place.Tenant, activity.From);
        if (from.Text("aadObjectId"u8) is not { Length: > 0 } id)
            return await known.LearnAsync(activity, cancellationToken);

        var person = (await known.FindAsync(tenant, id, cancellationToken))?.Person ?? await people.PersonAsync(tenant, id, place.Place, cancellationToken);
        if (person.Name == id && from.Text("name"u8) is { Length: > 0 } name)
            person = person with { Name = name };
        return new TeamsAuthor(person, TimeZones.Find((await names.FindAsync(person.Id, cancellationToken))?.TimeZone), Standing.Member);
    }
}
