using Dapper;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>What somebody said: that they are also somebody else.</summary>
/// <param name="Account">Whom it was taken for; nothing where that is nobody.</param>
public sealed record AccountClaim(long Id, string Claimant, string ClaimantName, string Said, string? Account, DateTime ExpiresAt);

/// <summary>Claims that wait for an answer, a day at most: of each account the newest.</summary>
public sealed class AccountClaims(NpgsqlDataSource dataSource, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private const string Columns = "id, claimant, claimant_name as ClaimantName, said, account, expires_at as ExpiresAt";

    /// <summary>Of those with an address, the member who was known first and is somebody else.</summary>
    public async Task<string?> FindByEmailAsync(string email, IReadOnlyCollection<string> besides, CancellationToken cancellationToken)
    {
        const string sql = """
            select id
              from names
             where lower(email) = lower(@email)
               and standing = 'Member'
               and not id = any (@besides)
             order by number
             limit 1
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.QueryFirstOrDefaultAsync<string?>(new CommandDefinition(sql, new { email, besides = besides.ToArray() }, cancellationToken: cancellationToken));
    }

    /// <returns>Whether an account may be taken for somebody's: it is a member's, as far as its platform says.</returns>
    public async Task<bool> IsMemberAsync(string account, CancellationToken cancellationToken)
    {
        const string sql = "select exists (select from names where id = @account and coalesce(standing, 'Member') = 'Member')";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<bool>(new CommandDefinition(sql, new { account }, cancellationToken: cancellationToken));
    }

    /// <summary>Takes the place of what the same account said before; whoever is meant is asked.</summary>
    public async Task MakeAsync(string claimant, string name, string said, string? account, CancellationToken cancellationToken)
    {
        const string sql = """
            delete from account_claims where claimant = @claimant or expires_at <= @now;
            insert into account_claims (claimant, claimant_name, said, account, expires_at)
            values (@claimant, @name, @said, @account, @expiresAt)
            returning id
            """;
        var now = time.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var id = await connection.QuerySingleAsync<long>(sql, new { claimant, name, said, account, now = now.UtcDateTime, expiresAt = (now + Lifetime).UtcDateTime });
        if (account is not null)
            await OutboxStore.AddAsync(connection, [new OutboxMessage($"claim {account}", null, new ClaimErrand(id))], now);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <returns>Nothing where it was answered, replaced, or has expired.</returns>
    public Task<AccountClaim?> FindAsync(long id, CancellationToken cancellationToken) =>
        FindAsync($"select {Columns} from account_claims where id = @id and expires_at > @now", new { id, now = time.GetUtcNow().UtcDateTime }, cancellationToken);

    /// <returns>What an account said, and nobody has answered.</returns>
    public Task<AccountClaim?> OfAsync(string claimant, CancellationToken cancellationToken) =>
        FindAsync($"select {Columns} from account_claims where claimant = @claimant and expires_at > @now", new { claimant, now = time.GetUtcNow().UtcDateTime }, cancellationToken);

    /// <summary>Settles a claim, once. A yes makes one person of the two, and tells whoever said so.</summary>
    /// <param name="account">Who answers; only the one who was asked can.</param>
    /// <returns>The claim; nothing where there is none that this account may answer.</returns>
    public async Task<AccountClaim?> SettleAsync(long id, string account, bool isYes, Func<AccountClaim, OutboxMessage> told, CancellationToken cancellationToken)
    {
        const string sql = $"delete from account_claims where id = @id and account = @account and expires_at > @now returning {Columns}";
        var now = time.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var claim = await connection.QueryFirstOrDefaultAsync<AccountClaim?>(
            new CommandDefinition(sql, new { id, account, now = now.UtcDateTime }, cancellationToken: cancellationToken));
        if (claim is not null && isYes)
        {
            await AccountTies.TieClaimedAsync(connection, claim.Claimant, account, now);
            await OutboxStore.AddAsync(connection, [told(claim)], now);
        }

        await transaction.CommitAsync(cancellationToken);
        return claim;
    }

    /// <summary>Takes back what an account said.</summary>
    public async Task ForgetAsync(IReadOnlyCollection<string> claimants, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("delete from account_claims where claimant = any (@claimants)", new { claimants = claimants.ToArray() }, cancellationToken: cancellationToken));
    }

    private async Task<AccountClaim?> FindAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.QueryFirstOrDefaultAsync<AccountClaim?>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }
}
