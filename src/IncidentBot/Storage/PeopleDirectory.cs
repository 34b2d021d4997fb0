using System.Collections.Immutable;
using IncidentBot.Incidents;

namespace IncidentBot.Storage;

/// <summary>Who the accounts are that are one person's: answered from memory, so that no message waits for it. It is there before the first one comes in.</summary>
public sealed class PeopleDirectory : IHostedService
{
    private readonly AccountTies _ties;
    private volatile Known _known = Known.Nobody;

    public PeopleDirectory(AccountTies ties, DatabaseNews news)
    {
        _ties = ties;
        news.PeopleChanged += LoadAsync;
    }

    /// <summary>The one person that somebody is, under that person's own name.</summary>
    public Person Of(Person somebody) => _known.ByAccount.TryGetValue(somebody.Id, out var tie) ? new Person(tie.Person, tie.PersonName ?? somebody.Name) : somebody;

    /// <summary>The id of the one person that an account is.</summary>
    public string Of(string account) => _known.ByAccount.TryGetValue(account, out var tie) ? tie.Person : account;

    /// <summary>All accounts of somebody, the one under which they are recorded first.</summary>
    public ImmutableArray<string> AccountsOf(string somebody) => Of(somebody) is var person && _known.ByPerson.TryGetValue(person, out var ties)
        ? [person, .. ties.Select(tie => tie.Account)]
        : [person];

    /// <summary>The same in the order in which somebody is written to: accounts that were deactivated come last.</summary>
    public ImmutableArray<string> ReachableAccountsOf(string somebody)
    {
        var ties = TiesOf(somebody);
        return ties.IsEmpty
            ? AccountsOf(somebody)
            : [.. ties.Select(tie => (tie.Account, tie.HasLeft)).Prepend((ties[0].Person, ties[0].HasPersonLeft)).OrderBy(account => account.Item2).Select(account => account.Item1)];
    }

    /// <summary>The other accounts of somebody, as they are known.</summary>
    public ImmutableArray<AccountTie> TiesOf(string somebody) => _known.ByPerson.TryGetValue(Of(somebody), out var ties) ? ties : [];

    public async Task LoadAsync(CancellationToken cancellationToken) => _known = Known.Of(await _ties.AllAsync(cancellationToken));

    public Task StartAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private sealed record Known(IReadOnlyDictionary<string, AccountTie> ByAccount, IReadOnlyDictionary<string, ImmutableArray<AccountTie>> ByPerson)
    {
        public static Known Nobody { get; } = Of([]);

        public static Known Of(IReadOnlyList<AccountTie> ties) => new(
            ties.ToDictionary(tie => tie.Account, StringComparer.Ordinal),
            ties.GroupBy(tie => tie.Person, StringComparer.Ordinal).ToDictionary(person => person.Key, person => person.ToImmutableArray(), StringComparer.Ordinal));
    }
}
