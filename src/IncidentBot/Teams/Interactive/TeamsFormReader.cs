using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Teams;

/// <summary>Reads what was filled in. It comes from the sender's side and may be anything; what the form asked for is known here.</summary>
public sealed class TeamsFormReader(TeamsPressReader reader)
{
    private const int LongestAnswer = 4 * TextField.Most;

    /// <returns>Nothing for what no form of ours can have sent.</returns>
    public async Task<(ImmutableDictionary<string, string> Answers, ImmutableDictionary<string, Person> Mentions)?> ReadAsync(
        TeamsSender sender, ImmutableArray<TeamsFormField> fields, JsonElement data, CancellationToken cancellationToken)
    {
        var answers = ImmutableDictionary.CreateBuilder<string, string>();
        var mentions = ImmutableDictionary.CreateBuilder<string, Person>();
        foreach (var field in fields)
        {
            if (data.TextAt(field.Id) is not { Length: > 0 } value)
                continue;
            if (value.Length > LongestAnswer || !IsPossible(field.Kind, value))
                return null;

            if (field.Kind == TeamsFieldKind.Person)
                answers[field.Name] = await TokenAsync(sender, value, mentions, cancellationToken);
            else if (field.Kind != TeamsFieldKind.Tick || value == TickField.Yes)
                answers[field.Name] = value == TeamsFormWriter.NoWord && field.Kind == TeamsFieldKind.Choice ? "" : value;
        }

        return (answers.ToImmutable(), mentions.ToImmutable());
    }

    private static bool IsPossible(TeamsFieldKind kind, string value) => kind switch
    {
        TeamsFieldKind.Person => Guid.TryParse(value, out _),
        TeamsFieldKind.Date => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        _ => true,
    };

    private async Task<string> TokenAsync(TeamsSender sender, string id, ImmutableDictionary<string, Person>.Builder mentions, CancellationToken cancellationToken)
    {
        var person = await reader.PersonAsync(sender, id, cancellationToken);
        mentions[person.Id] = person;
        return Mention.Token(person);
    }
}
