using System.Globalization;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>What may be pressed, chosen and filled in, by the block it stands in.</summary>
internal static class ElementRules
{
    private static readonly string[] Selects =
    [
        "static_select", "external_select", "users_select", "conversations_select", "channels_select",
        "multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select", "multi_channels_select",
    ];

    private static readonly string[] Both = [.. Selects, "checkboxes", "radio_buttons", "datepicker", "timepicker"];

    public static readonly IReadOnlyCollection<string> InSection = [.. Both, "button", "overflow", "image", "workflow_button"];

    public static readonly IReadOnlyCollection<string> InActions = [.. Both, "button", "overflow", "datetimepicker", "workflow_button", "rich_text_input"];

    public static readonly IReadOnlyCollection<string> InInput =
        [.. Both, "datetimepicker", "plain_text_input", "number_input", "email_text_input", "url_text_input", "rich_text_input", "file_input"];

    public static void Check(BlockPart element, IReadOnlyCollection<string> allowed)
    {
        if (!allowed.Contains(element.Type!))
            throw element.Amiss("type", $"unsupported type: {element.Type}");

        element.Chars("action_id", 255);
        CheckConfirmation(element.Part("confirm"));
        element.Flag("focus_on_load");
        switch (element.Type)
        {
            case "button":
                CheckButton(element);
                break;
            case "image":
                CheckImage(element.Only("image_url", "slack_file", "alt_text"));
                break;
            case "overflow" or "checkboxes" or "radio_buttons":
                OptionRules.CheckChoice(element);
                break;
            case "datepicker" or "timepicker" or "datetimepicker":
                CheckPicker(element);
                break;
            case "plain_text_input" or "email_text_input" or "url_text_input" or "number_input":
                CheckTyped(element);
                break;
            case var type when Selects.Contains(type):
                OptionRules.CheckSelect(element);
                break;
        }
    }

    public static void CheckImage(BlockPart image)
    {
        image.Needs("alt_text").Chars("alt_text", 2000);
        if (image.Has("image_url") == image.Has("slack_file"))
            throw image.Amiss("must provide exactly one of image_url and slack_file");
        CheckUrl(image, "image_url");
    }

    public static void CheckUrl(BlockPart part, string name)
    {
        part.Chars(name, 3000);
        if (part.Word(name) is { } url && !Uri.TryCreate(url, UriKind.Absolute, out _))
            throw part.Amiss(name, "invalid url");
    }

    private static void CheckButton(BlockPart button)
    {
        button.Only("action_id", "text", "url", "value", "style", "confirm", "accessibility_label").Needs("text");
        button.Text("text", 75, plainOnly: true);
        button.Chars("value", 2000);
        button.Chars("accessibility_label", 75);
        button.OneOf("style", "primary", "danger");
        CheckUrl(button, "url");
    }

    private static void CheckPicker(BlockPart picker)
    {
        picker.Only("action_id", "placeholder", "confirm", "focus_on_load", picker.Type switch { "datepicker" => "initial_date", "timepicker" => "initial_time", _ => "initial_date_time" }, "timezone");
        picker.Text("placeholder", 150, plainOnly: true);
        if (picker.Word("initial_date") is { } date && !DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            throw picker.Amiss("initial_date", "must be a date as YYYY-MM-DD");
        if (picker.Word("initial_time") is { } time && !TimeOnly.TryParseExact(time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            throw picker.Amiss("initial_time", "must be a time as HH:mm");
        if (picker.Number("initial_date_time") is < 1_000_000_000)
            throw picker.Amiss("initial_date_time", "must be a UNIX timestamp of 10 digits");
    }

    private static void CheckTyped(BlockPart input)
    {
        const int longest = 3000;
        string[] more = input.Type switch
        {
            "plain_text_input" => ["multiline", "min_length", "max_length"],
            "number_input" => ["is_decimal_allowed", "min_value", "max_value"],
            _ => [],
        };
        input.Only(["action_id", "initial_value", "dispatch_action_config", "focus_on_load", "placeholder", .. more]);
        input.Text("placeholder", 150, plainOnly: true);
        input.Chars("initial_value", Math.Min(longest, input.Number("max_length") ?? longest), shortest: 0);
        if (input.Number("min_length") is < 0 or > longest)
            throw input.Amiss("min_length", "must be between 0 and 3000");
        if (input.Number("max_length") is < 1 or > longest)
            throw input.Amiss("max_length", "must be between 1 and 3000");
        if (input.Type == "number_input")
            input.Needs("is_decimal_allowed");
    }

    private static void CheckConfirmation(BlockPart? confirmation)
    {
        if (confirmation is null)
            return;

        confirmation.Only("title", "text", "confirm", "deny", "style").Needs("title", "text", "confirm", "deny");
        confirmation.Text("title", 100, plainOnly: true);
        confirmation.Text("text", 300);
        confirmation.Text("confirm", 30, plainOnly: true);
        confirmation.Text("deny", 30, plainOnly: true);
        confirmation.OneOf("style", "primary", "danger");
    }
}
