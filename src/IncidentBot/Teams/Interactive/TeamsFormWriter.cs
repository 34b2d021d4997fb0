using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Teams;

/// <summary>Writes a command's form as a dialog's card.</summary>
public static class TeamsFormWriter
{
    /// <summary>What the form is for is kept under it.</summary>
    public const string Form = "form";

    /// <summary>Stands for the choice that adds no word: a choice without a value is none.</summary>
    public const string NoWord = "(nothing)";

    private const int LongestIntroduction = 4000;
    private const int LongestHint = 300;

    private static readonly Dictionary<string, TeamsPerson> Nobody = [];

    public static JsonObject Write(CommandForm form, string id)
    {
        var body = new JsonArray();
        if (form.Introduction is { } said)
            body.Add(TeamsCard.Words(new TeamsText(isCard: true, Nobody).Write(said, LongestIntroduction)));
        foreach (var field in form.Fields)
        {
            body.Add(Input(field));
            if (field is not TextField && field.Hint is { Length: > 0 } hint)
                body.Add(Small(hint));
        }

        var card = TeamsCard.Framed(body, new JsonObject { ["width"] = "Full" });
        card["actions"] = new JsonArray(new JsonObject { ["type"] = "Action.Submit", ["title"] = TeamsActions.Label(form.Submit), ["data"] = new JsonObject { [Form] = id } });
        return card;
    }

    /// <summary>The same with what was filled in, and what is wrong above its field.</summary>
    public static JsonObject Again(JsonElement shown, JsonElement filled, string field, string why)
    {
        var card = JsonNode.Parse(shown.GetRawText())!.AsObject();
        var body = card["body"]!.AsArray();
        foreach (var input in body.Where(element => ((string?)element!["type"])!.StartsWith("Input.", StringComparison.Ordinal)))
        {
            if (filled.TextAt((string)input!["id"]!) is { } value)
                input["value"] = value;
        }

        var place = body.ToList().FindIndex(element => (string?)element!["id"] == TeamsFormField.IdOf(field));
        body.Insert(Math.Max(0, place), new JsonObject { ["type"] = "TextBlock", ["text"] = why, ["color"] = "Attention", ["weight"] = "Bolder", ["wrap"] = true });
        return card;
    }

    private static JsonObject Input(Field field)
    {
        var input = field switch
        {
            TextField text => Text(text),
            ChoiceField choice => Menu(choice),
            PersonField => People(field.Initial),
            DateField => With(new JsonObject { ["type"] = "Input.Date" }, "value", IsDate(field.Initial) ? field.Initial : null),
            TickField => Tick(field),
            _ => throw new InvalidOperationException($"Teams has no input for {field}."),
        };
        input["id"] = TeamsFormField.IdOf(field.Name);
        // A tick carries its own words.
        if (field is not TickField)
            input["label"] = field.Label;
        if (field.IsRequired)
        {
            input["isRequired"] = true;
            input["errorMessage"] = "This is needed.";
        }

        return input;
    }

    private static JsonObject Text(TextField field)
    {
        var longest = Math.Clamp(field.MaxLength, 1, TextField.Most);
        var text = new JsonObject { ["type"] = "Input.Text", ["isMultiline"] = field.IsLong, ["maxLength"] = longest };
        With(text, "placeholder", field.Hint is { Length: > 0 } hint ? Cut(hint, LongestHint) : null);
        return With(text, "value", string.IsNullOrEmpty(field.Initial) ? null : Cut(field.Initial, longest));
    }

    private static JsonObject Menu(ChoiceField field)
    {
        var choices = field.Choices.Take(ChoiceField.MostChoices).ToList();
        var menu = new JsonObject
        {
            ["type"] = "Input.ChoiceSet",
            ["style"] = "compact",
            ["placeholder"] = "Choose",
            ["choices"] = new JsonArray([.. choices.Select(choice => new JsonObject { ["title"] = TeamsActions.Label(choice.Label), ["value"] = ValueOf(choice) })]),
        };
        return With(menu, "value", choices.Find(choice => choice.Value == field.Initial) is { } initial ? ValueOf(initial) : null);
    }

    /// <summary>Teams asks the directory; what comes back is an id of it.</summary>
    private static JsonObject People(string? initial)
    {
        var picker = new JsonObject
        {
            ["type"] = "Input.ChoiceSet",
            ["style"] = "compact",
            ["choices"] = new JsonArray(),
            ["choices.data"] = new JsonObject { ["type"] = "Data.Query", ["dataset"] = "graph.microsoft.com/users" },
        };
        return With(picker, "value", TeamsAddress.Read(initial ?? "")?.Id);
    }

    private static JsonObject Tick(Field field) => new()
    {
        ["type"] = "Input.Toggle",
        ["title"] = field.Label,
        ["valueOn"] = TickField.Yes,
        ["valueOff"] = "no",
        ["value"] = field.Initial == TickField.Yes ? TickField.Yes : "no",
    };

    private static JsonObject Small(string hint) =>
        new() { ["type"] = "TextBlock", ["text"] = new TeamsEscape(isCard: true).Quoted(Cut(hint, LongestHint), isCode: false), ["size"] = "Small", ["isSubtle"] = true, ["wrap"] = true, ["spacing"] = "None" };

    private static string ValueOf(Choice choice) => choice.Value.Length == 0 ? NoWord : choice.Value;

    private static string Cut(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];

    private static JsonObject With(JsonObject element, string name, string? value)
    {
        if (value is not null)
            element[name] = value;
        return element;
    }

    private static bool IsDate(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
