using System.Security.Cryptography;
using System.Text;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Storage;
using Microsoft.Net.Http.Headers;

namespace IncidentBot.Web;

/// <summary>Finds what an address names, and tells whether the asker has it already.</summary>
public sealed class IncidentReader(IncidentStore incidents)
{
    // The same incident reads differently after an update of the program.
    private static readonly string Edition =
        $"{typeof(IncidentReader).Module.ModuleVersionId.ToString()[..8]}{typeof(PostmortemRenderer).Module.ModuleVersionId.ToString()[..8]}";

    public async Task<IncidentRecord?> FindAsync(string id, CancellationToken cancellationToken) =>
        IncidentId.TryParse(id, out var incident) ? await incidents.FindAsync(incident, cancellationToken) : null;

    /// <summary>Sets the entity tag, and says whether the asker's copy has it still: then 304 is the answer.</summary>
    /// <param name="showsChat">Whether plain messages, which are no change of the incident's record, are part of the answer.</param>
    public async Task<bool> HasCopyAsync(HttpContext context, IncidentRecord record, bool showsChat)
    {
        var version = $"{record.Version}";
        if (showsChat)
            version += $".{(await incidents.CountAsync(record.Incident.Id, context.RequestAborted)).Seen}";

        var tag = new EntityTagHeaderValue($"\"{version}-{Edition}{MarkOf(context)}\"");
        var headers = context.Response.GetTypedHeaders();
        headers.ETag = tag;
        headers.CacheControl = new CacheControlHeaderValue { Private = true, NoCache = true };
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any));
    }

    /// <summary>Pages are framed for whoever looks: after signing in, one's old copy is not the page any more.</summary>
    private static string MarkOf(HttpContext context) => context.Features.Get<Viewer>()?.Person is { } person
        ? $"-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(person.Id)))[..8]}"
        : "";

    public static IResult NotModified => Results.StatusCode(StatusCodes.Status304NotModified);
}
