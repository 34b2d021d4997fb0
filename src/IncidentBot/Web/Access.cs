using IncidentBot.Incidents.Commands;
using IncidentBot.Web.SignIn;
using Microsoft.Extensions.Options;

namespace IncidentBot.Web;

/// <summary>
/// Who may see the bot's pages: whoever is signed in; whoever presents the token; and, while the sandbox is on, whoever
/// sits at this machine, so that trying the bot needs no secret.
/// </summary>
public sealed class Access(IOptions<WebOptions> web, bool isSandboxOn)
{
    private readonly ApiToken _token = new(web.Value.ApiToken);

    /// <returns>Nobody where the pages are closed to them.</returns>
    public Viewer? ViewerOf(HttpContext context)
    {
        if (PresentsToken(context.Request))
            return Viewer.Operator;
        if (SessionClaims.ViewerIn(context.User) is { } viewer)
            return viewer;

        return isSandboxOn && ThisMachine.Sent(context.Request) ? Viewer.Operator : null;
    }

    public bool Admits(HttpContext context) => ViewerOf(context) is not null;

    /// <summary>The dashboard of the jobs names incidents of all kinds: it is not for guests.</summary>
    public bool AdmitsToDashboard(HttpContext context) => ViewerOf(context) is { Standing: Standing.Member };

    /// <summary>A collector on this machine needs no token: figures hold no secret.</summary>
    public bool AdmitsToMetrics(HttpContext context) => PresentsToken(context.Request) || ThisMachine.Sent(context.Request);

    private bool PresentsToken(HttpRequest request) => _token.IsPresentedBy(request.Headers.Authorization);
}
