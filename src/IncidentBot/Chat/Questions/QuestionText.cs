using System.Globalization;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Nudges;

namespace IncidentBot.Chat.Questions;

/// <summary>A question as it stands in the incident's home.</summary>
internal static class QuestionText
{
    /// <param name="gap">What it is about, if that is missing still.</param>
    public static BotText Open(AskedQuestion question, Gap? gap, IncidentId id, bool isThreaded)
    {
        var number = question.Id.ToString(CultureInfo.InvariantCulture);
        var asked = question.Of is { } of ? BotText.Say($"{of}, {question.Words}") : BotText.Say($"{question.Words}");
        return asked
            .Then(isThreaded ? BotText.Say($"\nA reply in this thread goes into the postmortem: *{question.Part}*\n") : BotText.Say($"\nThe next message goes into the postmortem: *{question.Part}*\n"))
            .Then(gap is null ? BotText.Empty : BotText.Say($"{Offered.Form("Fill in", gap.Verb, id) with { Style = OfferStyle.Primary }}"))
            .Then($"{new Offered("Skip", $"postmortem ask skip {number}", id)}{new Offered("Ask somebody else", $"postmortem ask else {number}", id)}{new Offered("Not now", $"postmortem ask later {number}", id)}");
    }

    public static BotText Settled(AskedQuestion question)
    {
        var said = BotText.Say($"{question.Words}\n*{question.Part}*: {OutcomeOf(question.Outcome)}");
        return question.SettledBy is { } by ? said.Then($" · {by}") : said;
    }

    private static string OutcomeOf(QuestionOutcome outcome) => outcome switch
    {
        QuestionOutcome.Answered => "answered",
        QuestionOutcome.Skipped => "skipped",
        QuestionOutcome.PassedOn => "somebody else is asked",
        QuestionOutcome.Unanswered => "nobody has answered yet",
        _ => "not now",
    };
}
