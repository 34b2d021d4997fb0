using System.Collections.Immutable;
using System.Globalization;
using IncidentBot.Incidents.Nudges;

namespace IncidentBot.Incidents.Commands;

/// <summary>The dialogue about what the document lacks: it begins, goes on, and stops.</summary>
public sealed class AskCommand : Command
{
    private static readonly TimeSpan Later = TimeSpan.FromHours(2);

    public override string Name => "postmortem ask";
    public override ImmutableArray<string> Aliases => ["pm ask", "retro ask"];
    public override ImmutableArray<string> Usage => ["postmortem ask", "postmortem ask skip|else|later|stop"];
    public override string Summary => "Ask people for what the document lacks, one question at a time";
    public override string Example => "postmortem ask";
    public override CommandGroup Group => CommandGroup.Document;

    /// <summary>A button says behind the word which question it belongs to: an old one must not settle a new one.</summary>
    public override Decision Decide(Arguments arguments, CommandContext context)
    {
        var (word, rest) = arguments.Split();
        return word.ToLowerInvariant() switch
        {
            "" => Begin(context),
            "skip" => Settle(rest.Text, SkipReason.Skipped, context),
            "else" => Settle(rest.Text, SkipReason.SomebodyElse, context),
            "later" => Pause(rest.Text, context.Clock.Now + Later, context),
            "stop" => Pause(rest.Text, null, context),
            "undo" => Undo(rest.Words, context),
            _ => Unclear($"“{word}” is no answer to a question: there are skip, else, later and stop."),
        };
    }

    private static Decision Begin(CommandContext context)
    {
        var record = context.Incident;
        var id = record.Incident.Id;
        var gaps = context.Gaps(record);
        if (record.Review.State == ReviewState.SignedOff)
            return ReviewNotice.IsSignedOff(record);
        if (gaps.IsEmpty)
            return Decision.Answer($"Nothing is missing from the postmortem of {id}.");
        if (record.Questions.Open is { } open)
            return Decision.Answer(BotText.Say($"One question is open: {open.Words} ").Then(open.Of is { } of ? BotText.Say($"{of.Name} was asked. ") : BotText.Empty).Then($"`postmortem ask skip` goes on to the next, `postmortem ask else` asks somebody else."));

        return GapQuestions.Begin(record, gaps) is { } first
            ? context.Keep(first).TellSender($"I ask in the incident's conversation, one question after the other. {gaps.Length} {(gaps.Length == 1 ? "part is" : "parts are")} missing; `postmortem ask stop` ends it.")
            : Decision.Answer($"What is missing from {id} can be asked for once it is resolved.");
    }

    private static Decision Settle(string number, SkipReason why, CommandContext context)
    {
        if (OpenOne(number, context) is not { } open)
            return NotOpen();

        var said = why == SkipReason.Skipped ? BotText.Say($"*{open.Part}* is skipped.") : BotText.Say($"Somebody else is asked for *{open.Part}*, if there is anybody left to ask.");
        return context.Keep(new QuestionSkipped(open.Part, why)).TellSender($"{said}");
    }

    private static Decision Pause(string number, DateTimeOffset? until, CommandContext context)
    {
        if (number.Length > 0 && OpenOne(number, context) is null)
            return NotOpen();

        var decision = context.Keep(new QuestionsPaused(until));
        return until is { } then
            ? decision.TellSender($"I ask nothing more until {then}; `postmortem ask` goes on at once.")
            : decision.TellSender($"I ask nothing more; `postmortem ask` goes on.");
    }

    /// <summary>Takes back what an answer has added.</summary>
    /// <param name="words">The events that added it.</param>
    private static Decision Undo(ImmutableArray<string> words, CommandContext context)
    {
        var events = words.Select(word => long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).ToHashSet();
        var statements = context.Incident.Statements
            .SelectMany(list => list.Value.Select((statement, place) => (Topic: list.Key, Number: place + 1, Statement: statement)))
            .Where(said => events.Contains(said.Statement.Evidence[^1]))
            // From the end, so that the numbers of the others stay.
            .OrderByDescending(said => said.Number)
            .ToList();
        return statements.Count == 0
            ? Rejection.Because($"Nothing of that stands in the document any more.")
            : context.Keep(statements.Select(said => new StatementRemoved(said.Topic, said.Number)))
                .TellChannel($"Taken back: {string.Join(" / ", Enumerable.Reverse(statements).Select(said => said.Statement.Text))}");
    }

    private static AskedQuestion? OpenOne(string number, CommandContext context) =>
        context.Incident.Questions.Open is { } open && (number.Length == 0 || number == open.Id.ToString(CultureInfo.InvariantCulture)) ? open : null;

    private static Rejection NotOpen() => Rejection.Because($"That question is settled already. `postmortem ask` asks for what is still missing.");
}
