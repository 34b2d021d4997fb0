using System.Collections.Immutable;
using System.Globalization;

namespace IncidentBot.Incidents.Commands;

public sealed class ReviewCommand : Command
{
    private static readonly ImmutableArray<string> ReviewerFields = ["reviewer", "second", "third"];

    public override string Name => "review";
    public override ImmutableArray<string> Aliases => ["postmortem review"];
    public override ImmutableArray<string> Usage => ["review <date> [@reviewer …]"];
    public override string Summary => "The postmortem goes into review: until when, and who reads it";
    public override string Example => "review friday @ada";
    public override CommandGroup Group => CommandGroup.Document;
    public override bool WorksAfterClose => true;

    public override CommandForm FormFor(CommandContext context)
    {
        var review = context.Incident.Review;
        return new CommandForm(Name, "Review the postmortem",
        [
            new DateField("date", "Day of the review") { IsRequired = true, Initial = context.Incident.ReviewOn is { } day ? Shown(day) : null },
            .. ReviewerFields.Select((name, place) => new PersonField(name, place == 0 ? "Reviewer" : "Another reviewer")
            {
                Initial = review.Reviewers.ElementAtOrDefault(place)?.PersonId,
            }),
        ])
        { Submit = "Ask for review" };
    }

    public override string Line(FilledForm form) => string.Join(' ', ReviewerFields.Prepend("date").Select(name => form[name]).Where(answer => answer.Length > 0));

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        if (context.Incident.Review.State == ReviewState.SignedOff)
            return ReviewNotice.IsSignedOff(context.Incident);

        var people = arguments.Raw.IndexOfAny(['@', '<']) is var at and >= 0 ? at : arguments.Raw.Length;
        var typed = arguments.Raw[..people].Trim();
        var day = DateExpression.Parse(typed, context.Clock);
        if (!day.IsRead)
            return Unclear(typed.Length == 0 ? "When is the review?" : day.Problem);

        var reviewers = Named(arguments.Raw[people..], context);
        return context.Keep(new ReviewScheduled(day.Value) { Reviewers = reviewers }).TellChannel(record => Said(record, reviewers));
    }

    private static ImmutableArray<Owner> Named(string text, CommandContext context)
    {
        var reviewers = ImmutableArray.CreateBuilder<Owner>();
        for (var left = text; left.Length > 0;)
        {
            (var first, left) = CommandLine.SplitFirst(left.TrimStart('@'));
            if (Mention.Read(first.TrimEnd(','), context) is { } reviewer && !reviewers.Contains(reviewer))
                reviewers.Add(reviewer);
        }

        return reviewers.ToImmutable();
    }

    private static BotText Said(IncidentRecord record, ImmutableArray<Owner> asked)
    {
        var said = BotText.Say($"*The postmortem is in review*, until {Shown(record.ReviewOn!.Value)}.");
        return asked.IsEmpty
            ? said
            : new BotText([.. said.Parts, .. asked.SelectMany(reviewer => BotText.Say($" {reviewer}").Parts)])
                .Then($": please read it. `comment <text>` says what is not right yet.");
    }

    private static string Shown(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
