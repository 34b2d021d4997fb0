using System.Collections.Immutable;
using System.Net;
using System.Text;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Teams;

/// <summary>The text of a command: without the bot's name, people as tokens, the rest as it was typed.</summary>
public static class TeamsCommandText
{
    private static readonly string[] Habits = ["/incident", "/inc", "incident", "inc"];

    public static (string Text, ImmutableDictionary<string, Person> Mentions) Read(TeamsActivity activity, IReadOnlyList<TeamsMention> mentions)
    {
        var people = mentions.Select(mention => mention.Person).OfType<Person>().DistinctBy(person => person.Id).ToImmutableDictionary(person => person.Id);
        var typed = AsTyped(activity.Root.Text("text"u8) ?? "", mentions);
        if (typed.Length == 0)
            typed = Plain(TeamsMessageText.HtmlOf(activity) is { } html ? TeamsHtmlText.Read(html, index => mentions.ElementAtOrDefault(index) is { } mention ? Token(mention) : null) : "");
        return (WithoutHabit(typed), people);
    }

    /// <summary>The text with its mentions, each where it stands, put into other words; entities elsewhere are read.</summary>
    public static string Replace(string text, IReadOnlyList<TeamsMention> mentions, Func<TeamsMention, string> write)
    {
        var readable = new StringBuilder(text.Length);
        var at = 0;
        foreach (var (begin, mention) in Places(text, mentions))
        {
            readable.Append(WebUtility.HtmlDecode(text[at..begin])).Append(write(mention));
            at = begin + mention.Text.Length;
        }

        return readable.Append(WebUtility.HtmlDecode(text[at..])).ToString();
    }

    private static string AsTyped(string text, IReadOnlyList<TeamsMention> mentions) => Plain(Replace(text, mentions, Token));

    /// <summary>What a person stands for in a command; somebody nobody knows stays a name.</summary>
    private static string Token(TeamsMention mention) => mention switch
    {
        { IsBot: true } => "",
        { Person: { } person } => Mention.Token(person),
        { Name: var name } when name.Contains(' ', StringComparison.Ordinal) => $"@\"{name.Replace('"', '\'')}\"",
        _ => "@" + mention.Name,
    };

    private static List<(int Begin, TeamsMention Mention)> Places(string text, IReadOnlyList<TeamsMention> mentions)
    {
        var places = new List<(int Begin, TeamsMention Mention)>();
        foreach (var mention in mentions.Where(mention => mention.Text.Length > 0))
        {
            var begin = text.IndexOf(mention.Text, StringComparison.Ordinal);
            while (begin >= 0 && places.Any(place => begin < place.Begin + place.Mention.Text.Length && place.Begin < begin + mention.Text.Length))
                begin = text.IndexOf(mention.Text, begin + 1, StringComparison.Ordinal);
            if (begin >= 0)
                places.Add((begin, mention));
        }

        return [.. places.OrderBy(place => place.Begin)];
    }

    /// <summary>Phones and Teams put other spaces and quotes in the place of those that were typed.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
            plain.Append(letter switch
            {
                '\u00A0' or '\u202F' or '\u2007' => ' ',
                '“' or '”' or '„' or '‟' => '"',
                '‘' or '’' or '‚' or '‛' => '\'',
                '\0' => '\uFFFD',
                _ => letter,
            });
        return plain.Replace("\u200B", "").Replace("\r\n", "\n").ToString().Trim().TrimStart(',', ':').Trim();
    }

    private static string WithoutHabit(string text)
    {
        var habit = Habits.FirstOrDefault(habit =>
            text.StartsWith(habit, StringComparison.OrdinalIgnoreCase) && (text.Length == habit.Length || char.IsWhiteSpace(text[habit.Length])));
        return habit is null ? text : text[habit.Length..].Trim();
    }
}
