using System.Runtime.CompilerServices;
using IncidentBot.Documents;
using IncidentBot.Health;

namespace IncidentBot.Web;

/// <summary>Whether the team's own template can be used.</summary>
public sealed class TemplateDiagnosis(DocumentTemplate documents) : IDiagnosis
{
    public string Part => "the template";

    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        if (documents.File is not { } file)
            yield return Finding.Ok("Documents follow the template that comes with the program.");
        else if (file.Template is { } template)
            yield return Finding.Ok($"Documents follow {file.Path}: {template.Slots.Count()} slots, {template.Slots.Count(slot => slot.IsKnown)} of them filled by the bot.");
        foreach (var problem in documents.File?.Problems ?? [])
            yield return Finding.Problem($"The template {documents.File!.Path} cannot be used, and documents follow the program's own: {problem}", "Mend it, see it with the verb `template`, and start the bot again.");
    }
}
