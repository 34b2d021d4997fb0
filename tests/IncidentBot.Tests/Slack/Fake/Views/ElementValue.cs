using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>What stands in an element, in the shape of a view's state; a button has none.</summary>
internal static class ElementValue
{
    public static string? NameOf(string type) => type switch
    {
        "plain_text_input" or "number_input" or "email_text_input" or "url_text_input" => "value",
        "rich_text_input" => "rich_text_value",
        "static_select" or "external_select" or "radio_buttons" => "selected_option",
        "multi_static_select" or "multi_external_select" or "checkboxes" => "selected_options",
        "users_select" => "selected_user",
        "multi_users_select" => "selected_users",
        "conversations_select" => "selected_conversation",
        "multi_conversations_select" => "selected_conversations",
        "channels_select" => "selected_channel",
        "multi_channels_select" => "selected_channels",
        "datepicker" => "selected_date",
        "timepicker" => "selected_time",
        "datetimepicker" => "selected_date_time",
        "file_input" => "files",
        _ => null,
    };

    public static bool IsList(string type) => type == "checkboxes" || type.StartsWith("multi_", StringComparison.Ordinal);

    /// <summary>The value at first; nothing is <c>null</c>, an empty list <c>[]</c>.</summary>
    public static JsonObject? InitialOf(JsonObject element)
    {
        var type = PlacedElement.Word(element, "type") ?? "";
        if (NameOf(type) is not { } name)
            return null;

        var initial = element["initial_" + name.Replace("selected_", "", StringComparison.Ordinal).Replace("rich_text_value", "value", StringComparison.Ordinal)];
        return Of(type, initial?.DeepClone() is { } value && !IsEmptyText(value) ? value : IsList(type) ? new JsonArray() : null);
    }

    public static JsonObject Of(string type, JsonNode? value) => new() { ["type"] = type, [NameOf(type)!] = value };

    public static bool IsEmpty(JsonObject value) =>
        value[NameOf(PlacedElement.Word(value, "type")!)!] is not { } held || held is JsonArray { Count: 0 } || IsEmptyText(held);

    /// <summary>As a person reads it: the words of the options, the names of people.</summary>
    public static string Shown(JsonObject value, FakeWorkspace workspace) => value[NameOf(PlacedElement.Word(value, "type")!)!] switch
    {
        null => "",
        JsonArray list => string.Join(", ", list.Select(item => ShownOne(item, workspace))),
        var one => ShownOne(one, workspace),
    };

    private static string ShownOne(JsonNode? one, FakeWorkspace workspace)
    {
        if (one is JsonObject option)
            return PlacedElement.Word(option["text"], "text") ?? "";

        var text = one!.ToString();
        return workspace.FindUser(text)?.Name ?? (workspace.FindChannel(text) is { } channel ? "#" + channel.Name : text);
    }

    private static bool IsEmptyText(JsonNode value) => value is JsonValue text && text.TryGetValue(out string? held) && held.Length == 0;
}
