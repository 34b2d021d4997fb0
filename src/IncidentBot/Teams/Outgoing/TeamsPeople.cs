using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Teams;

/// <summary>Who somebody is: as they were last seen, else as the roster of a conversation tells, asked for a moment only.</summary>
public sealed class TeamsPeople(TeamsPeopleStore store, NameStore names, TeamsConnector connector, TimeProvider time)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FreshFor = TimeSpan.FromHours(24);

    /// <param name="where">Whose roster is asked for somebody who was never seen.</param>
    public async Task<TeamsPerson?> FindAsync(string tenant, string id, TeamsPlace? where, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(tenant, id, cancellationToken) is { } known)
            return known;
        if (where is null || await MemberAsync(where, id, cancellationToken) is not { } member || member.TextAt("id") is not { } userId)
            return null;

        var person = new TeamsPerson(tenant, id, userId, member.TextAt("name") ?? id) { Email = member.TextAt("email") };
        await store.SeenAsync(person, cancellationToken);
        return person;
    }

    public async Task<Person> PersonAsync(string tenant, string id, TeamsPlace? where, CancellationToken cancellationToken) =>
        (await FindAsync(tenant, id, where, cancellationToken))?.Person ?? new Person(TeamsAddress.Of(tenant, id), id);

    public Task SeenAsync(TeamsPerson person, CancellationToken cancellationToken) => store.SeenAsync(person, cancellationToken);

    /// <summary>Those whom a text names, as far as they are known.</summary>
    public async Task<IReadOnlyDictionary<string, TeamsPerson>> MentionedAsync(BotText text, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, TeamsPerson>(StringComparer.Ordinal);
        foreach (var id in text.Parts.OfType<Mentioned>().Select(mentioned => mentioned.PersonId).Distinct(StringComparer.Ordinal))
        {
            if (TeamsAddress.Read(id) is { } address && await store.FindAsync(address.Tenant, address.Id, cancellationToken) is { } person)
                known[id] = person;
        }

        return known;
    }

    /// <summary>What somebody of the tenant is to it. Where the roster cannot be asked they count as a member, as everybody of the tenant does.</summary>
    public async Task<Standing> StandingAsync(string tenant, string id, string name, TeamsPlace? where, CancellationToken cancellationToken)
    {
        var key = TeamsAddress.Of(tenant, id);
        var now = time.GetUtcNow();
        var known = await names.FindAsync(key, cancellationToken);
        var standing = Enum.TryParse<Standing>(known?.Standing, out var told) ? told : (Standing?)null;
        if (standing is { } fresh && now - known!.FetchedAt < FreshFor)
            return fresh;
        if (where is null || await MemberAsync(where, id, cancellationToken) is not { } member)
            return standing ?? Standing.Member;

        var present = Of(tenant, member);
        await names.SaveAsync(new KnownName(key, name, known?.TimeZone, now, present.ToString()) { Email = member.TextAt("email")?.Trim() }, cancellationToken);
        return present;
    }

    private static Standing Of(string tenant, JsonElement member)
    {
        if (member.TextAt("tenantId") is { Length: > 0 } home && home != tenant)
            return Standing.Stranger;

        var isGuest = member.TextAt("userRole") == "guest" || member.TextAt("userPrincipalName")?.Contains("#EXT#", StringComparison.OrdinalIgnoreCase) == true;
        return isGuest ? Standing.Guest : Standing.Member;
    }

    private async Task<JsonElement?> MemberAsync(TeamsPlace where, string id, CancellationToken cancellationToken)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        soon.CancelAfter(LongestWait);
        try
        {
            return await connector.MemberAsync(where, id, soon.Token);
        }
        catch (Exception untold) when (untold is DeliveryException or HttpRequestException || (untold is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
