using System.Text;
using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Teams.Fake;

/// <summary>What Teams takes for an Adaptive Card of a bot. Source: adaptivecards.io/explorer, "Types of cards".</summary>
internal static class FakeCardRules
{
    public const int Largest = 28 * 1024;

    private const int MostActions = 6;

    private static readonly string[] Elements =
        ["TextBlock", "ColumnSet", "Column", "Container", "ActionSet", "FactSet", "Input.Text", "Input.ChoiceSet", "Input.Date", "Input.Toggle"];

    private static readonly string[] Actions = ["Action.Execute", "Action.Submit", "Action.ShowCard", "Action.OpenUrl"];

    /// <returns>What is wrong with it; nothing where it would be shown.</returns>
    public static string? Problem(JsonObject card)
    {
        var text = card.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        if (Encoding.UTF8.GetByteCount(text) > Largest)
            return "the card is too large";
        if ((string?)card["type"] != "AdaptiveCard" || (string?)card["version"] is not ("1.0" or "1.1" or "1.2" or "1.3" or "1.4" or "1.5"))
            return "the version is unknown";

        var mentions = card["msteams"]?["entities"]?.AsArray() ?? [];
        var words = string.Join('\n', WordsIn(card));
        if (mentions.Any(mention => (string?)mention!["type"] != "mention" || !words.Contains((string)mention["text"]!, StringComparison.Ordinal)))
            return "a mention stands nowhere";

        var ids = new HashSet<string>();
        return Body(card, ids);
    }

    /// <summary>All that the card says.</summary>
    public static IEnumerable<string> WordsIn(JsonNode? node) => node switch
    {
        JsonObject element when (string?)(element["type"] as JsonValue) == "TextBlock" => [(string)element["text"]!],
        JsonObject element => element.SelectMany(property => WordsIn(property.Value)),
        JsonArray list => list.SelectMany(WordsIn),
        _ => [],
    };

    /// <summary>All that can be pressed, also within menus.</summary>
    public static IEnumerable<JsonObject> ActionsIn(JsonNode? node) => node switch
    {
        JsonObject element => ((string?)(element["type"] as JsonValue))?.StartsWith("Action.", StringComparison.Ordinal) == true
            ? [element, .. ActionsIn(element["card"])]
            : element.SelectMany(property => ActionsIn(property.Value)),
        JsonArray list => list.SelectMany(ActionsIn),
        _ => [],
    };

    private static string? Body(JsonObject card, HashSet<string> ids)
    {
        foreach (var element in card["body"]?.AsArray() ?? [])
        {
            if (Element(element!.AsObject(), ids) is { } problem)
                return problem;
        }

        return ActionsOf(card["actions"]?.AsArray() ?? [], ids);
    }

    private static string? Element(JsonObject element, HashSet<string> ids)
    {
        var type = (string?)element["type"] ?? "";
        if (!Elements.Contains(type))
            return $"{type} is unknown";
        if (type == "TextBlock" && string.IsNullOrWhiteSpace((string?)element["text"]))
            return "a TextBlock is empty";
        if (type.StartsWith("Input.", StringComparison.Ordinal) && ((string?)element["id"] is not { Length: > 0 } id || !ids.Add(id)))
            return "an input has no id of its own";

        var inner = new[] { "columns", "items" }.SelectMany(name => element[name]?.AsArray() ?? []).Select(child => Element(child!.AsObject(), ids)).FirstOrDefault(problem => problem is not null);
        return inner ?? (type == "ActionSet" ? ActionsOf(element["actions"]!.AsArray(), ids) : null);
    }

    private static string? ActionsOf(JsonArray actions, HashSet<string> ids)
    {
        if (actions.Count > MostActions)
            return "there are more than six actions";

        foreach (var action in actions.Select(action => action!.AsObject()))
        {
            var type = (string?)action["type"] ?? "";
            if (!Actions.Contains(type) || string.IsNullOrWhiteSpace((string?)action["title"]))
                return $"{type} is no action that can be shown";
            if (type == "Action.Execute" && (string.IsNullOrEmpty((string?)action["verb"]) || (string?)action["fallback"]?["type"] != "Action.Submit"))
                return "an Action.Execute needs a verb, and older clients a fallback";
            if (type == "Action.ShowCard" && Body(action["card"]!.AsObject(), ids) is { } problem)
                return problem;
        }

        return null;
    }
}
