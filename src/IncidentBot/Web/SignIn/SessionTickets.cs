using IncidentBot.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace IncidentBot.Web.SignIn;

/// <summary>Keeps the framework's sessions in the database: the cookie carries a key, and ending a session ends it everywhere.</summary>
internal sealed class SessionTickets(WebSessionStore sessions, PeopleDirectory people, IOptions<WebOptions> options, TimeProvider time) : ITicketStore
{
    private TimeSpan Idle => options.Value.SessionIdle;

    private TimeSpan Lifetime => options.Value.SessionLifetime;

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var person = SessionClaims.PersonIn(ticket.Principal) ?? throw new InvalidOperationException("Nobody is in the ticket.");
        var now = time.GetUtcNow();
        await sessions.ForgetAsync(now - Idle, now - Lifetime, CancellationToken.None);
        return await sessions.OpenAsync(person, SessionClaims.SubjectIn(ticket.Principal), now, CancellationToken.None);
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        if (await sessions.FindAsync(key, time.GetUtcNow(), Idle, Lifetime, CancellationToken.None) is not { } session)
            return null;

        // Whoever signed in under another account meanwhile turned out to be who they are.
        var principal = SessionClaims.Of(session with { Person = people.Of(session.Person) });
        if (SessionClaims.ViewerIn(principal) is null)
        {
            await sessions.EndAsync(key, CancellationToken.None);
            return null;
        }

        return new AuthenticationTicket(principal, CookieAuthenticationDefaults.AuthenticationScheme);
    }

    /// <summary>Each use renews the session, see <see cref="WebSessionStore.FindAsync"/>, and nobody signs in upon the session of another; see <see cref="SignedIn"/>.</summary>
    public Task RenewAsync(string key, AuthenticationTicket ticket) => throw new InvalidOperationException("A session is not renewed, a new one begins.");

    public Task RemoveAsync(string key) => sessions.EndAsync(key, CancellationToken.None);
}
