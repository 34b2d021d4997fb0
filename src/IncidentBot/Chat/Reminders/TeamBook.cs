using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Chat.Reminders;

/// <summary>Who answers for which team: as people said in the chat, else as the settings say.</summary>
public sealed class TeamBook(TeamStore store, NameStore names, PeopleDirectory known, IOptions<ReminderOptions> options)
{
    public async Task<KnownTeams> ReadAsync(CancellationToken cancellationToken)
    {
        var teams = new Dictionary<string, Team>(StringComparer.Ordinal);
        foreach (var setting in options.Value.Teams)
            teams[Team.KeyOf(setting.Name)] = await OfAsync(setting, cancellationToken);
        foreach (var said in await store.AllAsync(cancellationToken))
            teams[Team.KeyOf(said.Name)] = said;
        return new KnownTeams(teams);
    }

    /// <summary>The teams a person is of, by their keys.</summary>
    public async Task<string[]> KeysOfAsync(Person person, CancellationToken cancellationToken) => (await ReadAsync(cancellationToken)).KeysOf(person.Id);

    private async Task<Team> OfAsync(TeamSetting setting, CancellationToken cancellationToken)
    {
        var people = ImmutableArray.CreateBuilder<Person>();
        foreach (var id in setting.People.Select(known.Of).Distinct(StringComparer.Ordinal))
            people.Add(new Person(id, (await names.FindAsync(id, cancellationToken))?.Name ?? id));
        var channel = ConversationName.Read(setting.Channel, null);
        return new Team(setting.Name.Trim(), people.ToImmutable(), channel is null ? null : new ChannelNamed(channel, channel.Channel), null);
    }
}

public sealed class KnownTeams(IReadOnlyDictionary<string, Team> teams)
{
    public IEnumerable<Team> All => teams.Values.OrderBy(team => team.Name, StringComparer.OrdinalIgnoreCase);

    public Team? Find(string? name) => name is null ? null : teams.GetValueOrDefault(Team.KeyOf(name));

    /// <summary>The teams a person is of, by their keys.</summary>
    public string[] KeysOf(string personId) => [.. teams.Where(team => team.Value.People.Any(person => person.Id == personId)).Select(team => team.Key)];
}
