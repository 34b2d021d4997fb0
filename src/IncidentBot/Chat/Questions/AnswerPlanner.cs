using System.Globalization;
using IncidentBot.Incidents;
using IncidentBot.Storage;

namespace IncidentBot.Chat.Questions;

/// <summary>Says below a question what was understood, before anything else is said.</summary>
internal sealed class AnswerPlanner(IErrandPlanner inner, AnswerErrand answer) : IErrandPlanner
{
    public IEnumerable<OutboxMessage> Plan(IncidentRecord before, IncidentRecord after, Decision decision) =>
        inner.Plan(before, after, decision).Prepend(Understood(before, after, decision));

    private OutboxMessage Understood(IncidentRecord before, IncidentRecord after, Decision decision)
    {
        var id = after.Incident.Id;
        var said = BotText.Say($"Noted, {answer.Author.Name}.\n").Then(decision.ToChannel?.Invoke(after) ?? BotText.Empty);
        var added = after.Statements.Values.SelectMany(list => list).Select(statement => statement.Evidence[^1]).Where(number => number > before.Version).ToList();
        if (added.Count > 0)
            said = said.Then($" {new Offered("Undo", $"postmortem ask undo {string.Join(' ', added.Select(number => number.ToString(CultureInfo.InvariantCulture)))}", id)}");
        return new OutboxMessage(id.Value, id, new PostErrand(answer.Source.Conversation, answer.Source.ThreadId, said));
    }
}
