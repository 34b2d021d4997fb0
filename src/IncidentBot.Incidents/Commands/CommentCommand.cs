using System.Collections.Immutable;
using System.Globalization;

namespace IncidentBot.Incidents.Commands;

public sealed class CommentCommand : Command
{
    private const int LongestHeading = 200;

    public override string Name => "comment";
    public override ImmutableArray<string> Aliases => ["comments", "postmortem comment", "postmortem comments"];
    public override ImmutableArray<string> Usage => ["comment [\"<heading>\"] <text>", "comment resolve <n>", "comments [--page n]"];
    public override string Summary => "Say what is not right yet in the postmortem; nobody signs while a comment is open";
    public override string Example => "comment \"Root Cause\" Was the index there before March?";
    public override CommandGroup Group => CommandGroup.Document;
    public override bool WorksAfterClose => true;
    public override ImmutableArray<OptionSpec> Options => [Page.Option];

    public override CommandForm FormFor(CommandContext context)
    {
        var headings = PartsOf(context).Where(part => part.Length is > 0 and <= 75).Take(ChoiceField.MostChoices - 1).ToList();
        var text = new TextField("text", "What is not right yet") { IsRequired = true, IsLong = true };
        return headings.Count == 0
            ? new CommandForm(Name, "Comment", [text]) { Submit = "Comment" }
            : new CommandForm(Name, "Comment",
            [
                new ChoiceField("about", "About", [new Choice("", "The whole document"), .. Choice.Of([.. headings])]),
                text,
            ])
            { Submit = "Comment" };
    }

    public override string Line(FilledForm form) =>
        form["about"].Length == 0 ? form["text"] : $"\"{form["about"].Replace('"', '\'')}\" {form["text"]}";

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        if (arguments.IsEmpty)
            return IsListAsked(context, arguments) ? Decision.Answer(Listed(context.Incident, Page.Of(arguments))) : Unclear("What is not right yet?");

        var (first, rest) = arguments.Split();
        if (first.Equals("resolve", StringComparison.OrdinalIgnoreCase) && int.TryParse(rest.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return Resolve(number, context);
        if (context.Incident.Review.State == ReviewState.SignedOff)
            return ReviewNotice.IsSignedOff(context.Incident);

        var isAboutPart = new Quotes(arguments.Raw).TryRead(0, out _) && !rest.IsEmpty && first.Length is > 0 and <= LongestHeading;
        return isAboutPart
            ? Comment(Heading(first, context), rest.Text, context)
            : Comment(null, arguments.Text, context);
    }

    private static bool IsListAsked(CommandContext context, Arguments arguments) =>
        context.Verb.EndsWith("comments", StringComparison.Ordinal) || arguments.Has(Page.Option.Name);

    private static string Heading(string typed, CommandContext context)
    {
        var heading = Lines.Joined(typed);
        return PartsOf(context).FirstOrDefault(known => Headings.AreAlike(known, heading)) ?? heading;
    }

    private static IEnumerable<string> PartsOf(CommandContext context) =>
        context.Slots(context.Incident).SelectMany(slot => new[] { slot.Heading, slot.Name }).Distinct();

    private static Decision Comment(string? about, string text, CommandContext context)
    {
        var number = context.Incident.Review.Comments.Length + 1;
        var shown = about is null ? BotText.Say($"*Comment {number}*: {text}") : BotText.Say($"*Comment {number}* on {about}: {text}");
        return context.Keep(new ReviewCommented(about, text))
            .TellChannel(_ => shown.Then($"\n{new Offered("Resolve", $"comment resolve {number}", context.Incident.Incident.Id)}"));
    }

    private static Decision Resolve(int number, CommandContext context)
    {
        var comments = context.Incident.Review.Comments;
        if (number < 1 || number > comments.Length)
            return comments.IsEmpty
                ? Rejection.Because($"There is no comment yet.")
                : Rejection.Because($"There is no comment {number}; there are 1 to {comments.Length}. `comments` shows those that are open.");
        if (comments[number - 1].IsResolved)
            return Rejection.Because($"Comment {number} is resolved already.");

        return context.Keep(new ReviewCommentResolved(number)).TellChannel($"Comment {number} is resolved: {comments[number - 1].Text}");
    }

    private static BotText Listed(IncidentRecord record, int page)
    {
        var open = record.Review.Comments.Select((comment, place) => (Number: place + 1, comment)).Where(known => !known.comment.IsResolved).ToImmutableArray();
        return open.IsEmpty
            ? BotText.Say($"No comment is open.")
            : Page.Show(open, page, "comments", record.Incident.Id, known => Line(known.Number, known.comment, record.Incident.Id));
    }

    private static BotText Line(int number, ReviewComment comment, IncidentId id) =>
        (comment.About is { } about ? BotText.Say($"{number}. on {about}: {comment.Text}") : BotText.Say($"{number}. {comment.Text}"))
            .Then($" ({comment.By.Name}) {new Offered("Resolve", $"comment resolve {number}", id)}");
}
