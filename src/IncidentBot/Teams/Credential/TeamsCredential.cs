using IncidentBot.Chat;
using Microsoft.Extensions.Options;

namespace IncidentBot.Teams;

/// <summary>How the bot proves who it is when it asks for a token: by its secret, or by its certificate.</summary>
public sealed class TeamsCredential(IOptions<TeamsOptions> options, TimeProvider time)
{
    private static readonly TimeSpan UntilMended = TimeSpan.FromMinutes(5);

    /// <returns>Fields of the request for a token.</returns>
    /// <exception cref="DeliveryException">The certificate went bad since the start.</exception>
    public IReadOnlyDictionary<string, string> Prove()
    {
        var set = options.Value;
        if (!set.Certificate.IsSet)
            return new Dictionary<string, string> { ["client_secret"] = set.AppPassword };

        var now = time.GetUtcNow();
        using var read = TeamsCertificate.Read(set.Certificate, now);
        return read.Certificate is { } certificate
            ? new Dictionary<string, string>
            {
                ["client_assertion_type"] = TeamsAssertion.Type,
                ["client_assertion"] = TeamsAssertion.Of(certificate, set.AppId, set.TokenUrlInForce, now),
            }
            : throw new DeliveryException(read.Problem!, UntilMended);
    }
}
