using IncidentBot.Incidents;
using Microsoft.Extensions.Options;

namespace IncidentBot.Documents;

/// <summary>The addresses that the bot gives out in chats.</summary>
public sealed class PageLinks(IOptions<PageOptions> pages)
{
    public Linked Postmortem(IncidentId id) => new($"{Root}/incidents/{id}", "postmortem");

    public Linked Markdown(IncidentId id) => new($"{Root}/incidents/{id}/postmortem.md", $"{id}.md");

    public Linked Picture(IncidentId id) => new($"{Root}/incidents/{id}/picture.svg", "picture");

    private string Root => pages.Value.PublicUrl.TrimEnd('/');
}
