using IncidentBot.Incidents;
using Microsoft.Extensions.Options;

namespace IncidentBot.Documents;

/// <summary>The addresses that the bot gives out in chats.</summary>
public sealed class PageLinks(IOptions<PageOptions> pages)
{
    public Linked Postmortem(IncidentId id) => new($"{Root}/incidents/{id}", "postmortem");

    public Linked File(IncidentId id, ExportFormat format) => new($"{Root}/incidents/{id}/postmortem.{format.Word}", $"{id}.{format.Word}");

    /// <summary>Where the schema of the JSON export is served.</summary>
    public string Schema => $"{Root}/postmortem.schema.json";

    /// <param name="token">What the link is worth; nobody else may read it.</param>
    public Linked SignIn(string token) => new($"{Root}/sign-in/{token}", "Sign in");

    public Linked Picture(IncidentId id) => new($"{Root}/incidents/{id}/picture.svg", "picture");

    private string Root => pages.Value.PublicUrl.TrimEnd('/');
}
