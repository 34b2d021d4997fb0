using System.Security.Cryptography;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace IncidentBot.Slack;

/// <summary>The installations with their tokens, which leave this class encrypted on the way to the database.</summary>
public sealed partial class SlackInstallationStore(NpgsqlDataSource dataSource, IDataProtectionProvider protection, ILogger<SlackInstallationStore> logger)
{
    private const string Columns = """
        id, enterprise_id as EnterpriseId, team_id as TeamId, name, app_id as AppId, bot_user_id as BotUserId, token, refresh_token as RefreshToken,
        expires_at as ExpiresAt, scopes, installed_by as InstalledBy, installed_at as InstalledAt, revoked_at as RevokedAt
        """;

    private const string Tell = "select pg_notify('slack_installation', '')";

    public async Task<IReadOnlyList<SlackInstallation>> AllAsync(CancellationToken cancellationToken)
    {
        const string sql = $"select {Columns} from slack_installations order by installed_at";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, cancellationToken: cancellationToken));
        return [.. rows.Select(Read).OfType<SlackInstallation>()];
    }

    public async Task<SlackInstallation?> FindAsync(long id, CancellationToken cancellationToken)
    {
        const string sql = $"select {Columns} from slack_installations where id = @id";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(sql, new { id }, cancellationToken: cancellationToken)) is { } row ? Read(row) : null;
    }

    /// <summary>Takes the place of an earlier installation in the same workspace or organisation.</summary>
    public async Task SaveAsync(SlackInstallation installed, CancellationToken cancellationToken)
    {
        const string sql = $"""
            insert into slack_installations
                   (enterprise_id, team_id, name, app_id, bot_user_id, token, refresh_token, expires_at, scopes, installed_by, installed_at)
            values (@EnterpriseId, @TeamId, @Name, @AppId, @BotUserId, @Token, @RefreshToken, @ExpiresAt, @Scopes, @InstalledBy, @InstalledAt)
            on conflict (coalesce(enterprise_id, ''), coalesce(team_id, '')) do update
               set name = excluded.name, app_id = excluded.app_id, bot_user_id = excluded.bot_user_id, token = excluded.token,
                   refresh_token = excluded.refresh_token, expires_at = excluded.expires_at, scopes = excluded.scopes,
                   installed_by = excluded.installed_by, installed_at = excluded.installed_at, revoked_at = null, revoked_why = null;
            {Tell}
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, Write(installed), cancellationToken: cancellationToken));
    }

    /// <summary>
    /// Changes a token's pair while nobody else on any replica can: whoever waited for the row finds the new pair in it.
    /// The pair is stored before anybody gets it.
    /// </summary>
    /// <param name="refresh">Gets the row as it is now. What it returns is stored; nothing leaves the row as it is.</param>
    public async Task<SlackInstallation?> ChangeTokenAsync(long id, Func<SlackInstallation, Task<SlackInstallation?>> refresh, CancellationToken cancellationToken)
    {
        const string sql = $"""
            update slack_installations
               set token = @Token, refresh_token = @RefreshToken, expires_at = @ExpiresAt, scopes = @Scopes
             where id = @Id;
            {Tell}
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"select {Columns} from slack_installations where id = @id for update", new { id }, cancellationToken: cancellationToken));
        if (row is null || Read(row) is not { } current)
            return null;
        if (await refresh(current) is not { } changed)
            return current;

        // Once Slack has given a new pair the old one is spent: from here on nothing is called off.
        await connection.ExecuteAsync(sql, Write(changed));
        await transaction.CommitAsync(CancellationToken.None);
        return changed;
    }

    /// <param name="happenedAt">Slack's time of the event, in whole seconds: an installation that is newer stays.</param>
    public async Task<bool> RevokeAsync(long id, DateTimeOffset happenedAt, string why, CancellationToken cancellationToken)
    {
        const string sql = $"""
            update slack_installations
               set revoked_at = @happenedAt, revoked_why = @why
             where id = @id and revoked_at is null and date_trunc('second', installed_at) <= @happenedAt;
            """;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var changed = await connection.ExecuteAsync(new CommandDefinition(sql, new { id, happenedAt = happenedAt.UtcDateTime, why }, cancellationToken: cancellationToken));
        if (changed > 0)
            await connection.ExecuteAsync(new CommandDefinition(Tell, cancellationToken: cancellationToken));
        return changed > 0;
    }

    public async Task SaveScopesAsync(SlackInstallation installation, CancellationToken cancellationToken)
    {
        const string sql = $"update slack_installations set scopes = @Scopes where id = @Id; {Tell}";
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { installation.Id, Scopes = Written(installation) }, cancellationToken: cancellationToken));
    }

    private SlackInstallation? Read(Row row)
    {
        try
        {
            var protector = ProtectorOf(row.EnterpriseId, row.TeamId);
            return new SlackInstallation(
                row.Id, row.EnterpriseId, row.TeamId, row.Name, row.AppId, row.BotUserId,
                protector.Unprotect(row.Token), row.RefreshToken is null ? null : protector.Unprotect(row.RefreshToken), Utc(row.ExpiresAt),
                SlackInstallation.ScopesIn(row.Scopes), row.InstalledBy, Utc(row.InstalledAt)!.Value, Utc(row.RevokedAt));
        }
        catch (CryptographicException unreadable)
        {
            LogUnreadable(row.Name, unreadable.Message);
            return null;
        }
    }

    private object Write(SlackInstallation installation)
    {
        var protector = ProtectorOf(installation.EnterpriseId, installation.TeamId);
        return new
        {
            installation.Id,
            installation.EnterpriseId,
            installation.TeamId,
            installation.Name,
            installation.AppId,
            installation.BotUserId,
            Token = protector.Protect(installation.Token),
            RefreshToken = installation.RefreshToken is null ? null : protector.Protect(installation.RefreshToken),
            ExpiresAt = installation.ExpiresAt?.UtcDateTime,
            Scopes = Written(installation),
            installation.InstalledBy,
            InstalledAt = installation.InstalledAt.UtcDateTime,
        };
    }

    /// <summary>A token that was copied into another workspace's row cannot be read there.</summary>
    private IDataProtector ProtectorOf(string? enterprise, string? team) => protection.CreateProtector("Slack tokens", $"{enterprise}/{team}");

    private static string Written(SlackInstallation installation) => string.Join(',', installation.Scopes ?? []);

    private static DateTimeOffset? Utc(DateTime? moment) => moment is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null;

    private sealed record Row
    {
        public long Id { get; init; }
        public string? EnterpriseId { get; init; }
        public string? TeamId { get; init; }
        public required string Name { get; init; }
        public required string AppId { get; init; }
        public required string BotUserId { get; init; }
        public required string Token { get; init; }
        public string? RefreshToken { get; init; }
        public DateTime? ExpiresAt { get; init; }
        public required string Scopes { get; init; }
        public string? InstalledBy { get; init; }
        public DateTime InstalledAt { get; init; }
        public DateTime? RevokedAt { get; init; }
    }

    [LoggerMessage(LogLevel.Error, "The token for {Workspace} cannot be decrypted ({Reason}): its key is missing in the table encryption_keys. Bring the table back, or install the app there again.")]
    private partial void LogUnreadable(string workspace, string reason);
}
