using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Npgsql;

namespace IncidentBot.Slack;

/// <summary>
/// Sees to it that whoever comes back from Slack is the browser that went there, once and soon: else a stranger could
/// have people finish an installation of his. The cookie holds the state and its end, encrypted; only what was spent is stored.
/// </summary>
public sealed class SlackInstallStates(IDataProtectionProvider protection, NpgsqlDataSource dataSource, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly IDataProtector _protector = protection.CreateProtector("Slack installation state");

    public (string State, string Cookie) Begin()
    {
        var state = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        var ends = (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds();
        return (state, _protector.Protect(FormattableString.Invariant($"{ends} {state}")));
    }

    /// <returns>Whether the state is this browser's, in time, and was not spent before; now it is.</returns>
    public async Task<bool> SpendAsync(string? state, string? cookie, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(state) || string.IsNullOrEmpty(cookie) || !Holds(cookie, state))
            return false;

        var now = time.GetUtcNow().UtcDateTime;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "delete from slack_install_states where spent_at < @old", new { old = now - (2 * Lifetime) }, cancellationToken: cancellationToken));
        return await connection.ExecuteAsync(new CommandDefinition(
            "insert into slack_install_states (state, spent_at) values (@state, @now) on conflict do nothing", new { state, now }, cancellationToken: cancellationToken)) == 1;
    }

    private bool Holds(string cookie, string state)
    {
        try
        {
            var parts = _protector.Unprotect(cookie).Split(' ');
            return parts is [var ends, var expected]
                && long.TryParse(ends, out var end) && time.GetUtcNow().ToUnixTimeSeconds() < end
                && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(state));
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
