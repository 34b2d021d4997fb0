using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Slack;

/// <summary>The text of a command: people as tokens, addresses and line breaks as they were typed.</summary>
public sealed class SlackCommandText(SlackNames names)
{
    public (string Text, ImmutableDictionary<string, Person> Mentions) Read(string team, string text)
    {
        if (!SlackText.HasWireForms(text))
            return (SlackText.Clean(text), ImmutableDictionary<string, Person>.Empty);

        var mentions = ImmutableDictionary.CreateBuilder<string, Person>();
        var readable = SlackText.Read(text, new SlackReading(id => names.Find(team, id)?.Name, Token, IsAsTyped: true));
        return (readable, mentions.ToImmutable());

        string? Token(string id, string? label)
        {
            if (!id.All(char.IsAsciiLetterOrDigit) || id.Length == 0)
                return null;
            var person = names.Person(team, id, label);
            mentions[person.Id] = person;
            return Mention.Token(person);
        }
    }
}
