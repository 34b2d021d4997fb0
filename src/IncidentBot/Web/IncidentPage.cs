using IncidentBot.Documents;
using IncidentBot.Web.Frame;

namespace IncidentBot.Web;

/// <summary><c>/incidents/{id}</c>: the document to read.</summary>
internal static class IncidentPage
{
    public static Task<IResult> GetAsync(string id, HttpContext context, IncidentReader incidents, DocumentReader documents) =>
        PostmortemFile.AnswerAsync(id, context, incidents, documents, live => Pages.Show<IncidentView>(new { Live = live }));
}
