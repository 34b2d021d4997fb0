using System.Collections.Immutable;
using System.Globalization;

namespace IncidentBot.Incidents.Commands;

/// <summary>
/// Writes into the document by hand. Where the words name one slot they become its text, and stand there whatever the bot
/// learns later; elsewhere they stand under their heading.
/// </summary>
public sealed class SectionCommand : Command
{
    private const int LongestHeading = 200;
    private const int LongestEcho = 600;

    public override string Name => "section";
    public override ImmutableArray<string> Usage =>
    [
        "section \"<heading>\" <text>",
        "section keep|release|history \"<heading>\"",
    ];
    public override string Summary => "Write any part of the document by hand";
    public override string Example => "section \"What Went Well\" The rollback was rehearsed.";
    public override CommandGroup Group => CommandGroup.Document;
    public override bool WorksAfterClose => true;

    /// <summary>What whoever edits a whole text had before them: the edit that stood there, and the digest of the bot's own words.</summary>
    public override ImmutableArray<OptionSpec> Options => [new("based-on", OptionKind.Word), new("seen", OptionKind.Word)];

    public override CommandForm FormFor(CommandContext context)
    {
        var slots = context.Slots(context.Incident).Where(slot => slot.IsWritable && slot.Id.Length <= Choice.LongestValue).Take(ChoiceField.MostChoices).ToList();
        return new CommandForm(Name, "Write a section",
        [
            slots.Count == 0
                ? new TextField("heading", "Heading") { IsRequired = true, MaxLength = LongestHeading }
                : new ChoiceField("heading", "Section", [.. slots.Select(slot => new Choice(slot.Id, LabelOf(slot)))]) { IsRequired = true },
            new TextField("text", "Text") { IsRequired = true, IsLong = true, Hint = "To a list it is added; elsewhere it takes the place of what the bot wrote." },
        ]);
    }

    public override string Line(FilledForm form) => $"\"{form["heading"].Replace('"', '\'')}\" {form["text"]}";

    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        var (first, rest) = arguments.Split();
        if (!arguments.Raw.StartsWith('"') && first.ToLowerInvariant() is "keep" or "release" or "history" && !rest.IsEmpty)
            return About(first.ToLowerInvariant(), rest, context);

        if (context.Incident.Review.State == ReviewState.SignedOff)
            return ReviewNotice.IsSignedOff(context.Incident);

        var heading = Lines.Joined(first);
        if (heading.Length is 0 or > LongestHeading || rest.IsEmpty)
            return Unclear(heading.Length == 0 ? "Which section, and what shall stand there?" : $"What shall stand under “{heading}”?");

        return Named(heading, context) is { IsWritable: true } slot
            ? Write(slot, rest.Text, arguments, context)
            : context.Keep(new SectionWritten(heading, rest.Text)).TellChannel($"*{heading}*: {Excerpt.Of(rest.Text, LongestEcho)}");
    }

    private static Decision Write(DocumentSlot slot, string typed, Arguments arguments, CommandContext context)
    {
        var standing = context.Incident.Edits.GetValueOrDefault(slot.Id);
        var isWhole = arguments.Has("based-on");
        if (isWhole && arguments.Option("based-on") != slot.Version.ToString(CultureInfo.InvariantCulture))
            return Rejection.WrittenMeanwhile(slot.Name, standing);

        var text = slot.IsList && !isWhole && slot.Text.Length > 0 ? $"{slot.Text}\n{Lines.Hanging(typed)}" : typed;
        var replaced = standing is not null && text == typed && standing.By.Id != context.By.Id ? $" It takes the place of what {standing.By.Name} wrote; `section history \"{slot.Name}\"` has that still." : "";
        return context.Keep(new SlotWritten(slot.Id, slot.Name, text, arguments.Option("seen") ?? slot.Generated))
            .TellChannel($"*{slot.Name}*: {Excerpt.Of(typed, LongestEcho)}{replaced}");
    }

    private Decision About(string verb, Arguments rest, CommandContext context)
    {
        var (word, _) = rest.Raw.StartsWith('"') ? rest.Split() : (rest.Text, rest);
        if (Named(Lines.Joined(word), context) is not { } slot)
            return Unclear($"No part of the document is called “{Lines.Joined(word)}”.");
        if (verb == "history")
            return Decision.Ask(new SlotHistory(slot));
        if (context.Incident.Review.State == ReviewState.SignedOff)
            return ReviewNotice.IsSignedOff(context.Incident);
        if (!context.Incident.Edits.ContainsKey(slot.Id))
            return Rejection.Because($"Nobody has written *{slot.Name}* by hand: what stands there is from the record already.");

        return verb == "release"
            ? context.Keep(new SlotReleased(slot.Id)).TellChannel($"*{slot.Name}* is from the record again; what was written by hand is kept in its history.")
            : context.Keep(new SuggestionDeclined(slot.Id, slot.Generated)).TellChannel($"*{slot.Name}* stays as it was written by hand.");
    }

    /// <summary>By its id, else by its name; the heading of a section means its slot of the same name.</summary>
    private static DocumentSlot? Named(string word, CommandContext context)
    {
        var slots = context.Slots(context.Incident);
        return slots.FirstOrDefault(slot => slot.Id == word)
            ?? slots.FirstOrDefault(slot => slot.IsWritable && Headings.AreAlike(slot.Name, word))
            ?? slots.FirstOrDefault(slot => Headings.AreAlike(slot.Name, word));
    }

    private static string LabelOf(DocumentSlot slot) => Headings.AreAlike(slot.Name, slot.Heading) ? slot.Name : $"{slot.Heading}: {slot.Name}";
}
