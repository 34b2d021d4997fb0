using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace IncidentBot.Incidents.Commands;

/// <summary>
/// A mention travels through a command as the token <c>&lt;@person-id&gt;</c>, whatever the platform wrote. A token of
/// somebody who was not mentioned is just text.
/// </summary>
public static partial class Mention
{
    public static string Token(Person person) => $"<@{person.Id}>";

    public static string Name(string text, ImmutableDictionary<string, Person> people) =>
        people.IsEmpty ? text : Shape().Replace(text, token => people.TryGetValue(token.Groups["id"].Value, out var person) ? "@" + person.Name : token.Value);

    /// <summary>The ids of the tokens in a text, whoever they are.</summary>
    public static IEnumerable<string> IdsIn(string text) => Shape().Matches(text).Select(token => token.Groups["id"].Value);

    /// <summary>The one who stands in a text: a mentioned person, <c>me</c>, or a team written <c>@name</c> or <c>@"DB Team"</c>.</summary>
    public static Owner? Read(string text, CommandContext context)
    {
        var word = text.Trim();
        if (word.Equals("me", StringComparison.OrdinalIgnoreCase) || word.Equals("@me", StringComparison.OrdinalIgnoreCase))
            return Owner.Of(context.By);

        var token = Shape().Match(word);
        if (token.Success && token.Length == word.Length && context.Mentions.TryGetValue(token.Groups["id"].Value, out var person))
            return Owner.Of(person);

        var name = Lines.Joined(CommandLine.SplitFirst(word.TrimStart('@')) is { First: var quoted, After: "" } ? quoted : word.TrimStart('@'));
        return name.Length is > 0 and <= 80 ? Owner.Team(name) : null;
    }

    [GeneratedRegex(@"<@(?<id>[^<>\s]{1,120})>")]
    internal static partial Regex Shape();
}
