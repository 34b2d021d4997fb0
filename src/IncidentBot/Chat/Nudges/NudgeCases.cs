using System.Collections.Immutable;
using IncidentBot.Documents;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Nudges;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Chat.Nudges;

/// <summary>Brings together all that the policies of nudges ask for.</summary>
public sealed class NudgeCases(IncidentStore incidents, NudgeKnowledge knowledge, DocumentReader documents, IOptions<NudgeOptions> options, TimeProvider time)
{
    /// <summary>The incident as it is now.</summary>
    public async Task<NudgeCase> OfAsync(IncidentId id, CancellationToken cancellationToken)
    {
        var record = await incidents.FindAsync(id, cancellationToken) ?? throw new UnknownIncidentException(id);
        var (now, settings) = (time.GetUtcNow(), options.Value.Settings);
        var known = await knowledge.AboutAsync(record, settings, now, cancellationToken);
        return new NudgeCase(record, known with { Signatures = Signatures(record) }, settings, now);
    }

    /// <summary>The document is put together only where somebody has signed it.</summary>
    private ImmutableArray<Signature> Signatures(IncidentRecord record) =>
        record.Review is { State: ReviewState.InReview, Signatures.IsEmpty: false } && !record.Incident.IsFinal
            ? record.Review.Under(documents.Finished(record).Sha256, record.Incident)
            : [];
}
