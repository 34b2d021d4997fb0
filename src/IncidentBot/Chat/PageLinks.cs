using IncidentBot.Incidents;
using IncidentBot.Web;
using Microsoft.Extensions.Options;

namespace IncidentBot.Chat;

/// <summary>The addresses that the bot gives out in chats.</summary>
public sealed class PageLinks(IOptions<WebOptions> web)
{
    public Linked Postmortem(IncidentId id) => new($"{Root}/incidents/{id}", "postmortem");

    public Linked Markdown(IncidentId id) => new($"{Root}/incidents/{id}/postmortem.md", $"{id}.md");

    private string Root => web.Value.PublicUrl.TrimEnd('/');
}
