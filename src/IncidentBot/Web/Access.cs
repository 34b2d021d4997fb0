using Microsoft.Extensions.Options;

namespace IncidentBot.Web;

/// <summary>
/// Who may see the bot's pages: whoever presents the token; and, while the sandbox is on, whoever sits at this machine,
/// so that trying the bot needs no secret.
/// </summary>
public sealed class Access(IOptions<WebOptions> web, bool isSandboxOn)
{
    private readonly ApiToken _token = new(web.Value.ApiToken);

    public bool Admits(HttpContext context) => PresentsToken(context.Request) || (isSandboxOn && ThisMachine.Sent(context.Request));

    /// <summary>A collector on this machine needs no token: figures hold no secret.</summary>
    public bool AdmitsToMetrics(HttpContext context) => PresentsToken(context.Request) || ThisMachine.Sent(context.Request);

    private bool PresentsToken(HttpRequest request) => _token.IsPresentedBy(request.Headers.Authorization);
}
