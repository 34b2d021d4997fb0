using System.Globalization;

namespace IncidentBot.Incidents.Commands;

/// <summary>How people are told where the review stands.</summary>
public static class ReviewNotice
{
    internal static Rejection IsSignedOff(IncidentRecord record) =>
        Rejection.Because($"The postmortem of {record.Incident.Id} is signed off and stands as it is. `postmortem reopen <reason>` begins a new revision.");

    /// <summary>How far the review is, in a line or two; empty while the document is a draft that nobody has commented on.</summary>
    public static BotText Of(IncidentRecord record)
    {
        var review = record.Review;
        var open = review.OpenComments switch
        {
            0 => BotText.Empty,
            1 => BotText.Say($" 1 comment is open: `comments` shows it."),
            var count => BotText.Say($" {count} comments are open: `comments` shows them."),
        };
        return review.State switch
        {
            ReviewState.SignedOff => SignedOff(review),
            ReviewState.InReview => BotText.Say($"In review{Until(record.ReviewOn)}.").Then(open).Then(Signed(record)),
            _ => open,
        };
    }

    private static BotText SignedOff(Review review) => BotText.Say($"*Signed off*{Revision(review)}: ")
        .Then(Names(review.Signatures))
        .Then($", {review.Frozen!.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC. SHA-256 `{review.Frozen.Sha256}`. What was recorded since is not in it.");

    private static BotText Signed(IncidentRecord record) =>
        record.Review.Signatures.IsEmpty ? BotText.Empty : BotText.Say($" Signed so far: ").Then(Names(record.Review.Signatures)).Then($".");

    private static BotText Names(IEnumerable<Signature> signatures) => new(
    [
        .. signatures.GroupBy(signed => signed.By.Id).SelectMany((signer, place) => BotText
            .Say($"{(place == 0 ? "" : ", ")}{signer.First().By.Name} ({string.Join(", ", signer.Select(signed => Role.Named(signed.Role).Title))})").Parts),
    ]);

    private static string Revision(Review review) => review.Revision == 1 ? "" : $", revision {review.Revision}";

    private static string Until(DateOnly? day) => day is { } known ? $" until {known.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "";
}
