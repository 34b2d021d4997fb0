using System.Collections.Immutable;
using System.Globalization;

namespace IncidentBot.Incidents.Commands;

/// <param name="Word">What is typed to choose the list; empty where the verb has only one.</param>
/// <param name="Heading">How the bot repeats what it added.</param>
public sealed record StatementTopic(string Word, Topic Topic, string Heading)
{
    /// <summary>Whether it says what is to be done, so that an action item can be made of it.</summary>
    public bool IsWork { get; init; }
}

/// <summary>
/// The lists behind one verb: they grow by <c>verb [word] text</c>, and <c>verb edit n text</c> and
/// <c>verb remove n</c> mend them. Numbers run on through the verb's lists, as <c>show</c> prints them.
/// </summary>
public sealed class StatementList(string noun, ImmutableArray<StatementTopic> topics)
{
    public string Noun => noun;

    public ImmutableArray<StatementTopic> Topics => topics;

    public Decision Decide(Arguments arguments, CommandContext context, Command command)
    {
        var (first, rest) = arguments.Split();
        if (first.ToLowerInvariant() is "edit" or "remove" && rest.Split() is var (word, text) && TryNumber(word, out var number))
            return Mend(first.ToLowerInvariant(), number, text.Text, context, command);

        var topic = topics is [{ Word: "" } only] ? only : topics.FirstOrDefault(choice => choice.Word.Equals(first, StringComparison.OrdinalIgnoreCase));
        if (topic is null)
            return Rejection.Unclear($"Which {noun}: {string.Join(", ", topics.Select(choice => choice.Word))}?", command.Example);

        var said = topic.Word.Length == 0 ? arguments.Text : rest.Text;
        return said.Length == 0
            ? Rejection.Unclear($"What is the {noun}?", command.Example)
            : context.Keep(new Stated(topic.Topic, said)).TellChannel(record => BotText.Say($"*{topic.Heading}*: {said}").Then(MakingWork(topic, command, record)));
    }

    public Statement? At(int number, IncidentRecord record)
    {
        var (topic, place) = number > 0 ? Find(number, record) : default;
        return topic is null ? null : record.Of(topic.Topic)[place - 1];
    }

    public int CountIn(IncidentRecord record) => topics.Sum(topic => record.Of(topic.Topic).Length);

    public CommandForm FormFor(string verb, string title)
    {
        var text = new TextField("text", "In a sentence or two") { IsRequired = true, IsLong = true };
        return topics is [{ Word: "" }]
            ? new CommandForm(verb, title, [text]) { Submit = "Add" }
            : new CommandForm(verb, title, [new ChoiceField("list", "Where it belongs", [.. topics.Select(topic => new Choice(topic.Word, topic.Heading))]) { IsRequired = true, Initial = topics[0].Word }, text]) { Submit = "Add" };
    }

    public static string Line(FilledForm form) => $"{form["list"]} {form["text"]}".Trim();

    /// <param name="record">In which the statement is the last of its topic.</param>
    private BotText MakingWork(StatementTopic topic, Command command, IncidentRecord record) => topic.IsWork
        ? BotText.Say($"{new Offered("Make it an action item", $"action from {command.Name} {topics.TakeWhile(other => other != topic).Append(topic).Sum(other => record.Of(other.Topic).Length)}", record.Incident.Id)}")
        : BotText.Empty;

    private Decision Mend(string verb, int number, string text, CommandContext context, Command command)
    {
        var (topic, place) = Find(number, context.Incident);
        if (topic is null)
            return Rejection.UnknownPlace(noun, number, CountIn(context.Incident));
        if (verb == "remove")
            return context.Keep(new StatementRemoved(topic.Topic, place))
                .TellChannel($"Removed: {context.Incident.Of(topic.Topic)[place - 1].Text}");

        return text.Length == 0
            ? Rejection.Unclear($"What shall {noun} {number} say?", command.Example)
            : context.Keep(new StatementEdited(topic.Topic, place, text)).TellChannel($"*{topic.Heading}*: {text}");
    }

    private (StatementTopic? Topic, int Place) Find(int number, IncidentRecord record)
    {
        foreach (var topic in topics)
        {
            var count = record.Of(topic.Topic).Length;
            if (number <= count)
                return (topic, number);
            number -= count;
        }

        return (null, 0);
    }

    private static bool TryNumber(string word, out int number) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
}
