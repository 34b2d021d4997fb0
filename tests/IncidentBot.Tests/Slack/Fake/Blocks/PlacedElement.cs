using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>Something to press, choose or fill in, with the block around it.</summary>
internal sealed record PlacedElement(JsonObject Block, JsonObject Json)
{
    public string BlockId => Word(Block, "block_id") ?? "";

    public string ActionId => Word(Json, "action_id") ?? "";

    public string Type => Word(Json, "type") ?? "";

    public bool IsInput => Word(Block, "type") == "input";

    /// <summary>Told to the bot at once, not only when the form is sent.</summary>
    public bool IsDispatched => !IsInput || Block["dispatch_action"]?.GetValue<bool>() == true;

    /// <summary>What a person calls it: the label of an input, a button's text, a menu's placeholder.</summary>
    public string Label => Word(Block["label"], "text") ?? Word(Json["text"], "text") ?? Word(Json["placeholder"], "text") ?? "";

    public IEnumerable<JsonObject> Options =>
        (Json["options"] as JsonArray ?? new JsonArray([.. (Json["option_groups"] as JsonArray ?? []).SelectMany(group => group!["options"]!.AsArray()).Select(option => option!.DeepClone())]))
        .OfType<JsonObject>();

    /// <summary>Whether somebody who says this word can mean it.</summary>
    public bool IsCalled(string word) => word.Length > 0 && (Label == word || BlockId == word || ActionId == word);

    public static IEnumerable<PlacedElement> In(JsonArray? blocks) => (blocks ?? []).OfType<JsonObject>().SelectMany(In);

    public static IEnumerable<PlacedElement> In(JsonObject block)
    {
        JsonNode?[] elements = Word(block, "type") switch
        {
            "section" => [block["accessory"]],
            "actions" => [.. block["elements"]!.AsArray()],
            "input" => [block["element"]],
            _ => [],
        };
        return elements.OfType<JsonObject>().Select(element => new PlacedElement(block, element));
    }

    public static PlacedElement The(JsonArray? blocks, string word, Func<PlacedElement, bool>? which = null)
    {
        var all = In(blocks).Where(element => which?.Invoke(element) ?? true).ToList();
        return all.Where(element => element.IsCalled(word)).ToList() switch
        {
            [var one] => one,
            [] => throw new InvalidOperationException($"There is no “{word}” here, only: {string.Join(", ", all.Select(Name))}"),
            var several => throw new InvalidOperationException($"“{word}” stands here {several.Count} times: {string.Join(", ", several.Select(Name))}"),
        };
    }

    public static string? Word(JsonNode? node, string name) =>
        node is JsonObject json && json[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static string Name(PlacedElement element) => $"“{element.Label}” ({element.BlockId}/{element.ActionId})";
}
