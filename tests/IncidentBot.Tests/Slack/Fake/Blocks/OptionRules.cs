using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>Lists to choose from.</summary>
internal static class OptionRules
{
    private const int MostOfSelect = 100;

    public static void CheckChoice(BlockPart element)
    {
        var isOverflow = element.Type == "overflow";
        var initial = element.Type switch { "checkboxes" => "initial_options", "radio_buttons" => "initial_option", _ => "options" };
        element.Only("action_id", "options", "confirm", "focus_on_load", initial).Needs("options");
        foreach (var option in element.Parts("options", isOverflow ? 5 : 10))
            CheckOption(option, plainOnly: isOverflow, withUrl: isOverflow);
        CheckInitial(element, [.. element.Json["options"]!.AsArray()]);
    }

    public static void CheckSelect(BlockPart select)
    {
        var isMulti = select.Type!.StartsWith("multi_", StringComparison.Ordinal);
        string[] more = (isMulti ? select.Type["multi_".Length..] : select.Type) switch
        {
            "static_select" => ["options", "option_groups", isMulti ? "initial_options" : "initial_option"],
            "external_select" => ["min_query_length", isMulti ? "initial_options" : "initial_option"],
            "users_select" => [isMulti ? "initial_users" : "initial_user"],
            "channels_select" => isMulti ? ["initial_channels"] : ["initial_channel", "response_url_enabled"],
            _ => isMulti
                ? ["initial_conversations", "default_to_current_conversation", "filter"]
                : ["initial_conversation", "default_to_current_conversation", "filter", "response_url_enabled"],
        };
        select.Only(["action_id", "placeholder", "confirm", "focus_on_load", .. more, .. isMulti ? new[] { "max_selected_items" } : []]);
        select.Text("placeholder", 150, plainOnly: true);
        if (select.Number("max_selected_items") is < 1)
            throw select.Amiss("max_selected_items", "must be more than 0");
        foreach (var list in new[] { "initial_users", "initial_channels", "initial_conversations" })
        {
            if (select.Json[list] is { } chosen && chosen is not JsonArray { Count: > 0 })
                throw select.Amiss(list, "must provide an array of at least 1 item");
        }

        if (select.Type.EndsWith("static_select", StringComparison.Ordinal))
            CheckOptions(select);
    }

    private static void CheckOptions(BlockPart select)
    {
        if (select.Has("options") == select.Has("option_groups"))
            throw select.Amiss("must provide exactly one of options and option_groups");

        var groups = select.Has("option_groups") ? select.Parts("option_groups", MostOfSelect) : [select];
        foreach (var group in groups.Where(group => group != select))
            group.Only("label", "options").Needs("label").Text("label", 75, plainOnly: true);
        foreach (var option in groups.SelectMany(group => group.Parts("options", MostOfSelect)))
            CheckOption(option, plainOnly: true, withUrl: false);
        CheckInitial(select, [.. groups.SelectMany(group => group.Json["options"]!.AsArray())]);
    }

    public static void CheckOption(BlockPart option, bool plainOnly, bool withUrl)
    {
        option.Only(["text", "value", "description", .. withUrl ? new[] { "url" } : []]).Needs("text", "value");
        option.Text("text", 75, plainOnly);
        option.Text("description", 75, plainOnly);
        option.Chars("value", 150);
        ElementRules.CheckUrl(option, "url");
    }

    /// <summary>What stands there at first must be one of the options, to the letter.</summary>
    private static void CheckInitial(BlockPart element, IReadOnlyList<JsonNode?> options)
    {
        if (element.Json["initial_option"] is { } one && !options.Any(option => JsonNode.DeepEquals(option, one)))
            throw element.Amiss("initial_option", "must match an option");
        if (element.Json["initial_options"] is not { } several)
            return;
        if (several is not JsonArray { Count: > 0 } list || !list.All(chosen => options.Any(option => JsonNode.DeepEquals(option, chosen))))
            throw element.Amiss("initial_options", "must match options, at least one");
    }
}
