namespace IncidentBot.Incidents;

/// <summary>Whether what the log says of signing holds: every frozen text fits its hash and bears the three signatures.</summary>
public static class ReviewProof
{
    /// <param name="log">In the order of recording; what is not about the review may be left out.</param>
    /// <returns>The first event that does not hold, and why; nothing where all do.</returns>
    public static (long EventId, string Why)? FirstFault(IEnumerable<TimelineEvent> log)
    {
        var review = new Review();
        foreach (var happened in log)
        {
            if (happened.Detail is DocumentFrozen frozen && FaultOf(frozen, review) is { } why)
                return (happened.Id, why);
            review = review.Apply(happened);
        }

        return null;
    }

    private static string? FaultOf(DocumentFrozen frozen, Review review)
    {
        if (FinishedDocument.HashOf(frozen.Markdown) != frozen.Sha256)
            return "the frozen text does not fit its hash";

        var unsigned = Review.SigningRoles.Where(role => !review.Signatures.Any(signed => signed.Role == role.Name && signed.Sha256 == frozen.Sha256)).ToList();
        return unsigned.Count == 0 ? null : $"the frozen text is not signed as {string.Join(", ", unsigned.Select(role => role.Title))}";
    }
}
