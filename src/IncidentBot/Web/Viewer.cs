using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;
using IncidentBot.Storage;

namespace IncidentBot.Web;

/// <summary>Who looks at a page.</summary>
/// <param name="Person">Nobody in particular for the operator's token, and for whoever tries the bot on its own machine.</param>
/// <param name="IsOperator">Sees everything.</param>
public sealed record Viewer(Person? Person, Standing Standing, bool IsOperator)
{
    public static Viewer Operator { get; } = new(null, Standing.Member, IsOperator: true);

    public static Viewer Of(Person person, Standing standing) => new(person, standing, IsOperator: false);

    /// <summary>Whether they can do something, and not only look: the chat's rules come on top.</summary>
    public bool MayAct => Person is not null && Standing == Standing.Member;

    public bool MaySee(Incident incident) =>
        IsOperator || (Person is { } person && Standing != Standing.Deactivated && (incident.IsOf(person) || (!incident.IsPrivate && Standing == Standing.Member)));

    /// <summary>The same for lists.</summary>
    public Audience Audience => new(Person?.Id, SeesPublic: Standing == Standing.Member, SeesAll: IsOperator);

    /// <summary>Whoever looks at the page that is being answered. Only behind <see cref="AccessGuard"/>.</summary>
    public static Viewer Of(HttpContext context) =>
        context.Features.Get<Viewer>() ?? throw new InvalidOperationException("A page was shown without asking who looks at it.");
}
