using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using IncidentBot.Incidents;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Slack;

/// <summary>Reads what was filled in. It comes from the sender's side and may be anything.</summary>
public sealed class SlackFormReader(SlackNames names)
{
    private const int MostFields = 100;
    private const int LongestAnswer = 4 * TextField.Most;

    /// <param name="view">Of a <c>view_submission</c>.</param>
    /// <returns>Nothing for what no form of ours can have sent.</returns>
    public async ValueTask<(ImmutableDictionary<string, string> Answers, ImmutableDictionary<string, Person> Mentions)?> ReadAsync(string team, JsonElement view, CancellationToken cancellationToken)
    {
        var state = view.Child("state"u8).Child("values"u8);
        if (state.ValueKind != JsonValueKind.Object)
            return null;

        var answers = ImmutableDictionary.CreateBuilder<string, string>();
        var mentions = ImmutableDictionary.CreateBuilder<string, Person>();
        foreach (var block in state.EnumerateObject().Take(MostFields))
        {
            var answer = block.Value.Child("answer"u8);
            if (ValueOf(answer) is not { } value)
                continue;
            if (value.Length > LongestAnswer)
                return null;

            answers[block.Name] = answer.Text("type"u8) == "users_select" ? await TokenAsync(team, value, mentions, cancellationToken) : value;
        }

        return (answers.ToImmutable(), mentions.ToImmutable());
    }

    /// <summary>The fields, as the form that was sent shows them.</summary>
    /// <returns>The first that must be filled, else the first.</returns>
    public static string? MainField(JsonElement view)
    {
        var inputs = view.Items("blocks"u8).Where(block => block.Text("type"u8) == "input").ToList();
        var required = inputs.FindIndex(input => !input.IsTrue("optional"u8));
        return inputs.Count == 0 ? null : inputs[Math.Max(0, required)].Text("block_id"u8);
    }

    public static bool HasField(JsonElement view, string name) =>
        view.Items("blocks"u8).Any(block => block.Text("type"u8) == "input" && block.Text("block_id"u8) == name);

    private static string? ValueOf(JsonElement answer) => answer.Text("type"u8) switch
    {
        "plain_text_input" => answer.Text("value"u8) is { } text ? SlackText.Clean(text) : null,
        "static_select" => answer.Child("selected_option"u8).Text("value"u8) is { } value && value != SlackFormWriter.NoWord ? SlackText.Clean(value) : null,
        "users_select" => answer.Text("selected_user"u8) is { Length: > 0 } user && user.All(char.IsAsciiLetterOrDigit) ? user : null,
        "datepicker" => answer.Text("selected_date"u8) is { } date && DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? date : null,
        "checkboxes" => answer.Items("selected_options"u8).Any() ? TickField.Yes : null,
        _ => null,
    };

    private async ValueTask<string> TokenAsync(string team, string user, ImmutableDictionary<string, Person>.Builder mentions, CancellationToken cancellationToken)
    {
        await names.KnowAsync(team, [user], cancellationToken);
        var person = names.Person(team, user);
        mentions[person.Id] = person;
        return Mention.Token(person);
    }
}
