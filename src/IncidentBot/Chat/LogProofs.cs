using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat;

/// <summary>What people are told of the chain that their incident's log hangs on.</summary>
public sealed class LogProofs(EventChain chain, EventChainProof proof)
{
    public async Task<BotText> VerifyAsync(IncidentId id, CancellationToken cancellationToken)
    {
        var report = await proof.VerifyAsync(id, cancellationToken) ?? throw new UnknownIncidentException(id);
        if (!report.IsWhole)
            return BotText.Say($"*The log of {id} is not what it was.* Event {report.Faults[0].EventId}: {report.Faults[0].Why}.{More(report.Faults.Count - 1)}");

        var signed = report.Frozen is { } frozen ? BotText.Say($"\nThe signed text is the one that was signed: SHA-256 `{frozen.Sha256}`") : BotText.Empty;
        return BotText.Say($"*The log of {id} is whole*: {report.Events} events, each as it was recorded.")
            .Then(signed)
            .Then($"\nHead of the chain, after {report.Chain.Length} links: `{report.Chain.Head}`");
    }

    /// <summary>For the home, once the postmortem is signed: what is written down there can be held against the database later.</summary>
    public async Task<BotText> SealAsync(IncidentRecord record, CancellationToken cancellationToken)
    {
        var head = await chain.SealAsync(record.Incident.Id, cancellationToken);
        var signed = record.Review.Frozen is { } frozen ? BotText.Say($"\nSHA-256 of the signed text: `{frozen.Sha256}`") : BotText.Empty;
        return BotText.Say($"*The log of {record.Incident.Id} is sealed.* Whoever keeps these numbers can tell if it, or the postmortem, is changed: `verify`.")
            .Then(signed)
            .Then($"\nHead of the chain, after {head.Length} links: `{head.Head}`");
    }

    private static string More(int faults) => faults == 0 ? "" : $" {faults} more do not fit.";
}
