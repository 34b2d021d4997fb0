using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Web.IncidentPages;

/// <summary>A sentence of the postmortem that says what is to be done, and of which there is no action item: <c>action from prevent 2</c> makes one.</summary>
internal sealed record PossibleAction(string Verb, int Number, string Heading, string Text)
{
    private static readonly (string Verb, StatementList Lists)[] Verbs = [("fix", FixCommand.Lists), ("prevent", PreventCommand.Lists), ("lesson", LessonCommand.Lists)];

    public static IEnumerable<PossibleAction> In(IncidentRecord record)
    {
        var known = record.ActionItems.Select(item => item.Text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Verbs.SelectMany(verb => Of(verb.Verb, verb.Lists, record)).Where(possible => !known.Contains(possible.Text));
    }

    private static IEnumerable<PossibleAction> Of(string verb, StatementList lists, IncidentRecord record)
    {
        var number = 0;
        foreach (var topic in lists.Topics)
        {
            foreach (var statement in record.Of(topic.Topic))
            {
                number++;
                if (topic.IsWork)
                    yield return new PossibleAction(verb, number, topic.Heading, statement.Text);
            }
        }
    }
}
