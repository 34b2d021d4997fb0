using System.Collections.Immutable;

namespace IncidentBot.Incidents.Commands;

public sealed class SignOffCommand : Command
{
    public override string Name => "signoff";
    public override ImmutableArray<string> Aliases => ["sign-off", "postmortem signoff", "postmortem sign-off"];
    public override ImmutableArray<string> Usage => ["signoff", "signoff --anyway <reason>"];
    public override string Summary => "Sign the postmortem; signed by commander, technical lead and author it is frozen";
    public override string Example => "signoff --anyway revenue figures come next quarter";
    public override CommandGroup Group => CommandGroup.Document;
    public override bool WorksAfterClose => true;
    public override ImmutableArray<OptionSpec> Options => [new("anyway", OptionKind.Rest)];

    /// <summary>Only where a reason is asked for; else the word says it all.</summary>
    public override CommandForm? FormFor(CommandContext context)
    {
        var missing = context.MissingParts(context.Incident);
        return missing.IsEmpty || Hindrance(context) is not null
            ? null
            : new CommandForm(Name, "Sign off", [new TextField("anyway", "Why sign it all the same") { IsRequired = true, IsLong = true }])
            {
                Submit = "Sign anyway",
                Introduction = BotText.Say($"The postmortem still lacks: {string.Join(", ", missing)}."),
            };
    }

    public override string Line(FilledForm form) => "";

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        if (Hindrance(context) is { } hindrance)
            return hindrance;

        var missing = context.MissingParts(context.Incident);
        var reason = arguments.Option("anyway") ?? "";
        if (arguments.Has("anyway") && reason.Length == 0)
            return Unclear("Signing anyway needs a reason: it stands in the log.");
        if (missing.Length > 0 && reason.Length == 0)
            return Rejection.Because($"The postmortem still lacks: {string.Join(", ", missing)}. Fill them in, or `signoff --anyway <reason>`.");

        var document = context.Document(context.Incident);
        return document.ShowsRawChat
            ? Rejection.Because($"The timeline is only the chat as it was said. Keep the messages that matter with :pushpin:, or add `note <event>`; then sign.")
            : Sign(document, missing.IsEmpty ? null : reason, context);
    }

    private static Rejection? Hindrance(CommandContext context)
    {
        var record = context.Incident;
        if (record.Review.State == ReviewState.SignedOff)
            return ReviewNotice.IsSignedOff(record);
        if (RolesOf(context).IsEmpty)
            return Rejection.Because($"The commander, the technical lead and the author sign off; you are none of them. `claim author` makes you the author.");
        if (record.Review.State != ReviewState.InReview || record.ReviewOn is null)
            return Rejection.Because($"What is signed was reviewed before: `review <date>` says when.");

        return record.Review.OpenComments switch
        {
            0 => null,
            1 => Rejection.Because($"1 comment is open: `comments` shows it, `comment resolve <n>` settles it."),
            var open => Rejection.Because($"{open} comments are open: `comments` shows them, `comment resolve <n>` settles one."),
        };
    }

    private static ImmutableArray<Role> RolesOf(CommandContext context) =>
        [.. Review.SigningRoles.Where(role => context.Incident.Incident.Holder(role)?.PersonId == context.By.Id)];

    private static Decision Sign(FinishedDocument document, string? despite, CommandContext context)
    {
        var incident = context.Incident.Incident;
        var sha256 = document.Sha256;
        var signed = context.Incident.Review.Under(sha256, incident).Select(signature => signature.Role).ToList();
        var mine = RolesOf(context).Where(role => !signed.Contains(role.Name)).ToImmutableArray();
        var left = Review.SigningRoles.Where(role => !signed.Contains(role.Name) && !mine.Contains(role)).ToImmutableArray();
        if (mine.IsEmpty)
            return new Rejection(BotText.Say($"You have signed this text already.").Then(Awaited(left, context.Incident)));

        var signatures = mine.Select(role => (TimelineDetail)new SignedOff(role.Name) { Sha256 = sha256, Despite = despite });
        var said = BotText.Say($"{context.By} signs off as *{string.Join(", ", mine.Select(role => role.Title))}*.");
        return left.IsEmpty
            ? context.Keep(signatures.Append(new DocumentFrozen(document.Markdown, document.Json, sha256)))
                .TellChannel(_ => said.Then($"\n*The postmortem of {incident.Id} is signed off* and stands as it is. SHA-256 `{sha256}`"))
                .ThenDo(new TellSeal())
            : context.Keep(signatures).TellChannel(_ => said.Then(Awaited(left, context.Incident)).Then($"\nSHA-256 of the text `{sha256}`"));
    }

    /// <summary>Who must still sign, and whose signature is of an earlier text.</summary>
    private static BotText Awaited(ImmutableArray<Role> left, IncidentRecord record) =>
        new([.. left.SelectMany(role => Awaited(role, record).Parts)]);

    private static BotText Awaited(Role role, IncidentRecord record)
    {
        if (record.Incident.Holder(role) is not { IsPerson: true } holder)
            return BotText.Say($"\nStill to sign: the *{role.Title}*, and nobody is that: `role {role.Name} @person`.");

        return record.Review.Signatures.Any(signed => signed.Role == role.Name && signed.By.Id == holder.PersonId)
            ? BotText.Say($"\nThe text has changed since {holder} signed as *{role.Title}*: that signature must be renewed with `signoff`.")
            : BotText.Say($"\nStill to sign: {holder} as *{role.Title}*.");
    }
}
