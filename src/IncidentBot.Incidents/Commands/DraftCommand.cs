using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class DraftCommand : Command
{
    public override string Name => "draft";
    public override ImmutableArray<string> Aliases => ["postmortem draft", "postmortem reopen"];
    public override ImmutableArray<string> Usage => ["draft [reason]"];
    public override string Summary => "The postmortem is a draft again; from a signed one a new revision begins";
    public override string Example => "draft the vendor has sent new findings";
    public override CommandGroup Group => CommandGroup.Document;
    public override bool WorksAfterClose => true;

    public override CommandForm FormFor(CommandContext context) =>
        new(Name, "Back to a draft", [new TextField("text", "Why") { IsRequired = context.Incident.Review.State == ReviewState.SignedOff, IsLong = true }]) { Submit = "Make it a draft" };

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        var review = context.Incident.Review;
        var reason = arguments.Text;
        if (review.State == ReviewState.Draft)
            return Rejection.Because($"The postmortem of {context.Incident.Incident.Id} is a draft. `review <date>` asks for its review.");
        if (review.State == ReviewState.InReview)
            return context.Keep(new ReviewWithdrawn(reason.Length == 0 ? null : reason)).TellChannel(Said(reason, review.Signatures.IsEmpty));
        if (reason.Length == 0)
            return Unclear("The postmortem is signed off. Why must it be changed?");

        return context.Keep(new DocumentReopened(reason))
            .TellChannel($"*The signed postmortem is open again* as a draft, revision {review.Revision + 1}: {reason}\nThe signed text stays in the log (SHA-256 `{review.Frozen!.Sha256}`).");
    }

    private static Func<IncidentRecord, BotText> Said(string reason, bool isUnsigned)
    {
        var why = reason.Length == 0 ? BotText.Say($".") : BotText.Say($": {reason}");
        var signed = isUnsigned ? BotText.Empty : BotText.Say($"\nThe signatures given so far do not count any more.");
        return _ => BotText.Say($"*The postmortem is a draft again*").Then(why).Then(signed);
    }
}
