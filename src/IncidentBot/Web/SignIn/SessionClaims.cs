using System.Security.Claims;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Web.SignIn;

/// <summary>A person as the framework carries one through a request.</summary>
internal static class SessionClaims
{
    /// <summary>Of the authentication, so that no other identity is taken for one of ours.</summary>
    private const string Kind = "IncidentBot session";

    private const string Id = "person";
    private const string Name = "name";
    private const string SubjectOf = "subject";
    private const string StandingOf = "standing";

    public static ClaimsPrincipal Of(Person person, string? subject, Standing standing = Standing.Member)
    {
        var identity = new ClaimsIdentity([new Claim(Id, person.Id), new Claim(Name, person.Name), new Claim(StandingOf, standing.ToString())], Kind, Name, null);
        if (subject is not null)
            identity.AddClaim(new Claim(SubjectOf, subject));
        return new ClaimsPrincipal(identity);
    }

    public static ClaimsPrincipal Of(WebSession session) => Of(session.Person, session.Subject, StandingIn(session.Standing));

    public static Person? PersonIn(ClaimsPrincipal user) =>
        user.Identity is ClaimsIdentity { AuthenticationType: Kind } identity && identity.FindFirst(Id) is { } id
            ? new Person(id.Value, identity.FindFirst(Name)?.Value ?? id.Value)
            : null;

    /// <summary>Their account at the identity provider, where that signed them in.</summary>
    public static string? SubjectIn(ClaimsPrincipal user) => user.FindFirst(SubjectOf)?.Value;

    public static Viewer? ViewerIn(ClaimsPrincipal user) =>
        PersonIn(user) is { } person && Enum.TryParse<Standing>(user.FindFirst(StandingOf)?.Value, out var standing) && standing != Standing.Deactivated
            ? Viewer.Of(person, standing)
            : null;

    /// <summary>Some platforms write more behind the word; whom none knows is a member, as in the chat.</summary>
    private static Standing StandingIn(string? words) =>
        words is null ? Standing.Member : Enum.TryParse<Standing>(words.Split(' ')[0], out var standing) ? standing : Standing.Stranger;
}
