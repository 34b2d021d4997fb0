using System.Collections.Concurrent;
using System.Text.Json;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Teams;

/// <summary>Who speaks, learned from what they send. What was written last is in memory, so that plain chat writes nothing here.</summary>
public sealed class TeamsAuthors(TeamsPeopleStore store, NameStore names, TeamsRollCall rollCall, TimeProvider time)
{
    private const string Bot = "28:";

    private readonly ConcurrentDictionary<(string Tenant, string Id), Known> _known = new();
    private readonly ConcurrentDictionary<(string Tenant, string UserId), string> _byUserId = new();

    public static bool IsBot(JsonElement account) => account.Text("id"u8)?.StartsWith(Bot, StringComparison.Ordinal) == true || account.Text("role"u8) is "bot" or "skill";

    /// <summary>The author of an activity, remembered as they are now.</summary>
    public async ValueTask<TeamsAuthor> LearnAsync(TeamsActivity activity, CancellationToken cancellationToken)
    {
        var from = activity.From;
        var userId = from.Text("id"u8) ?? "";
        if (from.Text("aadObjectId"u8) is not { Length: > 0 } id || IsBot(from))
            return new TeamsAuthor(Unlisted(activity.Tenant, from, userId), TimeZones.Find(ZoneOf(activity)), TeamsStanding.Of(activity));

        var known = await FindKnownAsync(activity.Tenant, id, cancellationToken);
        var now = new Known(
            new TeamsPerson(activity.Tenant, id, userId.Length > 0 ? userId : known?.Person.UserId ?? "", NameOf(from) ?? known?.Person.Name ?? id)
            {
                Email = known?.Person.Email,
                Personal = activity.Kind == TeamsKind.Personal ? activity.ConversationId : known?.Person.Personal,
            },
            ZoneOf(activity) ?? known?.Zone);
        if (now != known)
            await SaveAsync(now, cancellationToken);
        rollCall.Call(activity, now.Person);
        return new TeamsAuthor(now.Person.Person, TimeZones.Find(now.Zone), TeamsStanding.Of(activity));
    }

    /// <param name="id">As a mention names somebody: <c>29:…</c>, or their id in the directory.</param>
    public async ValueTask<TeamsPerson?> FindAsync(string tenant, string id, CancellationToken cancellationToken)
    {
        if (_byUserId.TryGetValue((tenant, id), out var person) || Guid.TryParse(id, out _))
            return (await FindKnownAsync(tenant, person ?? id, cancellationToken))?.Person;

        return await store.FindByUserAsync(tenant, id, cancellationToken);
    }

    /// <summary>What an activity says of its author, or else what the roster once said.</summary>
    public async ValueTask<Standing> StandingAsync(TeamsAuthor author, CancellationToken cancellationToken) =>
        author.Standing == Standing.Member && Enum.TryParse<Standing>((await names.FindAsync(author.Person.Id, cancellationToken))?.Standing, out var told) ? told : author.Standing;

    /// <summary>Somebody that another source than their own words told of.</summary>
    public async ValueTask<Person> LearnAsync(TeamsPerson person, CancellationToken cancellationToken)
    {
        var known = await FindKnownAsync(person.Tenant, person.Id, cancellationToken);
        await SaveAsync(new Known(person with { Personal = person.Personal ?? known?.Person.Personal }, known?.Zone), cancellationToken);
        return person.Person;
    }

    private async ValueTask<Known?> FindKnownAsync(string tenant, string id, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue((tenant, id), out var known))
            return known;
        if (await store.FindAsync(tenant, id, cancellationToken) is not { } person)
            return null;

        var found = new Known(person, (await names.FindAsync(person.Person.Id, cancellationToken))?.TimeZone);
        Remember(found);
        return found;
    }

    private async Task SaveAsync(Known known, CancellationToken cancellationToken)
    {
        await store.SeenAsync(known.Person, cancellationToken);
        var id = known.Person.Person.Id;
        var before = await names.FindAsync(id, cancellationToken);
        // What they are to the organisation is asked elsewhere, and is as old as it was.
        await names.SaveAsync(new KnownName(id, known.Person.Name, known.Zone, before?.FetchedAt ?? time.GetUtcNow(), before?.Standing), cancellationToken);
        Remember(known);
    }

    private void Remember(Known known)
    {
        _known[(known.Person.Tenant, known.Person.Id)] = known;
        _byUserId[(known.Person.Tenant, known.Person.UserId)] = known.Person.Id;
    }

    /// <summary>Bots and visitors are in no directory.</summary>
    private static Person Unlisted(string tenant, JsonElement from, string userId) =>
        new(TeamsAddress.Of(tenant, userId.Length > 0 ? userId : "unknown"), NameOf(from) ?? "unknown");

    private static string? NameOf(JsonElement account) => account.Text("name"u8)?.Trim() is { Length: > 0 } name ? name : null;

    /// <summary>A name that this machine knows; others are not kept.</summary>
    private static string? ZoneOf(TeamsActivity activity) =>
        activity.ZoneName is { Length: > 0 and <= 64 } name && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '_' or '-' or '+' or ' ') && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _) ? name : null;

    private sealed record Known(TeamsPerson Person, string? Zone);
}
