using Dapper;
using IncidentBot.Incidents;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>An account that is another one's person.</summary>
/// <param name="Person">The id under which all of that person is recorded: of the account that was known first.</param>
/// <param name="PersonName">As that account's platform gives it.</param>
/// <param name="IsClaimed">Whether they said so themselves, and no directory did.</param>
public sealed record AccountTie(string Account, string Person, string? AccountName, string? PersonName, bool IsClaimed)
{
    /// <summary>Whether the account was deactivated.</summary>
    public bool HasLeft { get; init; }

    /// <summary>Whether the one that the person is recorded under was.</summary>
    public bool HasPersonLeft { get; init; }
}

/// <summary>An account that stands in an incident's record, though it is known whose it is.</summary>
public sealed record StandingAccount(IncidentId Incident, string Account, Person Person)
{
    public bool IsIn(IncidentRecord record) => Json.Write(record).Contains(Json.Write(Account), StringComparison.Ordinal);
}

/// <summary>Which accounts are one person's. Tying is done in one transaction with the errand that tells the incidents; done twice, it is done once.</summary>
public sealed class AccountTies(NpgsqlDataSource dataSource)
{
    private const string ByEmail = "email";
    private const string ByClaim = "claim";

    public async Task<IReadOnlyList<AccountTie>> AllAsync(CancellationToken cancellationToken)
    {
        const string sql = """
            select p.account, p.person, a.name as AccountName, n.name as PersonName, t.how = 'claim' as IsClaimed,
                   coalesce(a.standing = 'Deactivated', false) as HasLeft, coalesce(n.standing = 'Deactivated', false) as HasPersonLeft
              from people p
              join account_ties t on t.account = p.account
              left join names a on a.id = p.account
              left join names n on n.id = p.person
             order by a.number, p.account
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var ties = await connection.QueryAsync<(string Account, string Person, string? AccountName, string? PersonName, bool IsClaimed, bool HasLeft, bool HasPersonLeft)>(
            new CommandDefinition(sql, cancellationToken: cancellationToken));
        return [.. ties.Select(tie => new AccountTie(tie.Account, tie.Person, tie.AccountName, tie.PersonName, tie.IsClaimed) { HasLeft = tie.HasLeft, HasPersonLeft = tie.HasPersonLeft })];
    }

    /// <summary>Ties two accounts because their owner said so under both; within the caller's transaction.</summary>
    internal static Task TieClaimedAsync(NpgsqlConnection connection, string account, string other, DateTimeOffset now) => TieAsync(connection, account, other, ByClaim, now);

    /// <summary>Keeps others out that write the same address at the same moment: each would not see the other.</summary>
    internal static Task HoldEmailAsync(NpgsqlConnection connection, string email) =>
        connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('email ' || lower(@email), 0))", new { email });

    /// <summary>A member whom another directory knows under the same address is the same person. Two of one workspace are two.</summary>
    internal static async Task TieByEmailAsync(NpgsqlConnection connection, KnownName met, DateTimeOffset now)
    {
        const string sql = """
            select n.id
              from names n
             where lower(n.email) = lower(@email)
               and n.standing = 'Member'
               and split_part(n.id, '/', 1) <> split_part(@id, '/', 1)
               and coalesce((select person from people where account = n.id), n.id) <> coalesce((select person from people where account = @id), @id)
             order by n.number
            """;
        foreach (var other in await connection.QueryAsync<string>(sql, new { met.Id, email = met.Email }))
            await TieAsync(connection, met.Id, other, ByEmail, now);
    }

    /// <summary>What somebody said of their own accounts holds no longer; what their directories say does.</summary>
    /// <param name="person">The one whom all of them are.</param>
    /// <returns>How many accounts are by themselves again.</returns>
    public async Task<int> ForgetClaimsAsync(string person, CancellationToken cancellationToken)
    {
        const string sql = "delete from account_ties where how = 'claim' and account in (select account from people where person = @person)";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await LockAsync(connection);
        var forgotten = await connection.ExecuteAsync(sql, new { person });
        await TellAsync(connection);
        await transaction.CommitAsync(cancellationToken);
        return forgotten;
    }

    /// <summary>Where accounts stand in records that are known to be somebody else's, all in one look: many may become known at once.</summary>
    public async Task<IReadOnlyList<StandingAccount>> StandingAsync(CancellationToken cancellationToken)
    {
        const string sql = """
            select i.id as Incident, p.account, p.person, coalesce(n.name, p.person) as Name
              from incidents i
             cross join lateral (select distinct found[1] as account
                                   from regexp_matches(i.record::text, '"([a-z]+:[^"]+)"', 'g') as found) as named
              join people p on p.account = named.account
              left join names n on n.id = p.person
             where i.version > 0
               and exists (select from account_ties)
             order by i.created_at, i.id, p.account
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var found = await connection.QueryAsync<(string Incident, string Account, string Person, string Name)>(new CommandDefinition(sql, cancellationToken: cancellationToken));
        return [.. found.Select(row => new StandingAccount(new IncidentId(row.Incident), row.Account, new Person(row.Person, row.Name)))];
    }

    private static async Task TieAsync(NpgsqlConnection connection, string account, string other, string how, DateTimeOffset now)
    {
        const string heads = """
            select asked.account, coalesce(p.person, asked.account) as head
              from unnest(array[@account, @other]) as asked (account)
              left join people p on p.account = asked.account
              left join names n on n.id = coalesce(p.person, asked.account)
             order by n.number nulls last, head
            """;
        const string tie = "insert into account_ties (account, tied_to, how, tied_at) values (@later, @to, @how, @now)";
        await LockAsync(connection);
        var known = (await connection.QueryAsync<(string Account, string Head)>(heads, new { account, other })).ToList();
        if (known[0].Head == known[1].Head)
            return;

        await connection.ExecuteAsync(tie, new { later = known[1].Head, to = known[0].Account, how, now = now.UtcDateTime });
        await PersonColumns.FollowAsync(connection, known[1].Head, known[0].Head);
        await OutboxStore.AddAsync(connection, [new OutboxMessage("people", null, new RecogniseErrand(), "recognise")], now);
        await TellAsync(connection);
    }

    private static Task LockAsync(NpgsqlConnection connection) => connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('account_ties', 0))");

    internal static Task TellAsync(NpgsqlConnection connection) => connection.ExecuteAsync("select pg_notify('people', '')");
}
