using System.Globalization;
using System.Text.Json.Nodes;
using IncidentBot.Incidents.Commands;

namespace IncidentBot.Slack;

/// <summary>Writes a command's form as a modal. A field's name is its block's id, so that what is wrong with it can be said there. Source of the limits: docs.slack.dev "Views", "Block elements".</summary>
public static class SlackFormWriter
{
    /// <summary>The one element of each field's block.</summary>
    public const string Answer = "answer";

    public const string CallbackId = "form";

    /// <summary>Stands for the choice that adds no word: Slack takes no empty value.</summary>
    public const string NoWord = "(nothing)";

    private const int LongestTitle = 24;
    private const int LongestLabel = 2000;
    private const int LongestPlaceholder = 150;

    /// <param name="id">What the form is for is kept under it.</param>
    public static JsonObject Write(CommandForm form, string id)
    {
        var introduction = form.Introduction is { } said ? SlackBlockWriter.Write(said) : [];
        return new JsonObject
        {
            ["type"] = "modal",
            ["callback_id"] = CallbackId,
            ["private_metadata"] = id,
            ["title"] = SlackElements.Plain(form.Title, LongestTitle),
            ["submit"] = SlackElements.Plain(form.Submit, LongestTitle),
            ["close"] = SlackElements.Plain("Cancel", LongestTitle),
            ["blocks"] = new JsonArray([.. introduction.Select(block => block!.DeepClone()), .. form.Fields.Select(Input)]),
        };
    }

    private static JsonObject Input(Field field)
    {
        var input = new JsonObject
        {
            ["type"] = "input",
            ["block_id"] = field.Name,
            ["label"] = SlackElements.Plain(field.Label, LongestLabel),
            ["optional"] = !field.IsRequired,
            ["element"] = Element(field),
        };
        if (field.Hint is { Length: > 0 } hint)
            input["hint"] = SlackElements.Plain(hint, LongestLabel);
        return input;
    }

    private static JsonObject Element(Field field)
    {
        var element = field switch
        {
            TextField text => Text(text),
            ChoiceField choice => Menu(choice),
            PersonField => With(new JsonObject { ["type"] = "users_select" }, "initial_user", SlackAddress.UserOf(field.Initial ?? "")),
            DateField => With(new JsonObject { ["type"] = "datepicker" }, "initial_date", IsDate(field.Initial) ? field.Initial : null),
            TickField => Tick(field),
            _ => throw new InvalidOperationException($"Slack has no element for {field}."),
        };
        element["action_id"] = Answer;
        return element;
    }

    private static JsonObject Text(TextField field)
    {
        var longest = Math.Clamp(field.MaxLength, 1, TextField.Most);
        var text = new JsonObject { ["type"] = "plain_text_input", ["multiline"] = field.IsLong, ["max_length"] = longest };
        return With(text, "initial_value", string.IsNullOrEmpty(field.Initial) ? null : SlackCut.Units(longest, SlackText.Clean(field.Initial)));
    }

    private static JsonObject Menu(ChoiceField field)
    {
        var choices = field.Choices.Take(ChoiceField.MostChoices).ToList();
        var menu = new JsonObject
        {
            ["type"] = "static_select",
            ["placeholder"] = SlackElements.Plain("Choose", LongestPlaceholder),
            ["options"] = new JsonArray([.. choices.Select(Option)]),
        };
        if (choices.Find(choice => choice.Value == field.Initial) is { } initial)
            menu["initial_option"] = Option(initial);
        return menu;
    }

    private static JsonObject Tick(Field field)
    {
        var tick = new JsonObject { ["type"] = "checkboxes", ["options"] = new JsonArray(Yes()) };
        if (field.Initial == TickField.Yes)
            tick["initial_options"] = new JsonArray(Yes());
        return tick;
    }

    private static JsonObject Yes() => SlackElements.Option("Yes", TickField.Yes);

    private static JsonObject Option(Choice choice) => SlackElements.Option(choice.Label, choice.Value.Length == 0 ? NoWord : choice.Value);

    private static JsonObject With(JsonObject element, string name, string? value)
    {
        if (value is not null)
            element[name] = value;
        return element;
    }

    private static bool IsDate(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
