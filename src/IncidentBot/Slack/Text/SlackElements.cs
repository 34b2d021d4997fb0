using System.Globalization;
using System.Text.Json.Nodes;
using IncidentBot.Incidents;

namespace IncidentBot.Slack;

/// <summary>Buttons and menus of one message, each under an id of its own.</summary>
public sealed class SlackElements
{
    private const int LongestLabel = 75;
    private const int LongestPlaceholder = 150;
    private const int MostOptions = 100;

    private int _count;

    public IEnumerable<JsonObject> Of(TextPart part) => part switch
    {
        Offered offer => [Button(offer)],
        OfferedChoice choice => choice.Choices.Chunk(MostOptions).Select(offers => Menu(choice.Label, offers)),
        _ => [],
    };

    public JsonObject Button(Offered offer)
    {
        var button = new JsonObject
        {
            ["type"] = "button",
            ["action_id"] = NextId(),
            ["text"] = Plain(offer.Label, LongestLabel),
            ["value"] = SlackPress.Of(offer).ToJson(),
        };
        if (offer.Style != OfferStyle.Plain)
            button["style"] = offer.Style == OfferStyle.Primary ? "primary" : "danger";
        return button;
    }

    /// <summary>Slack refuses a text that is empty.</summary>
    public static JsonObject Plain(string text, int longest) => new()
    {
        ["type"] = "plain_text",
        ["text"] = SlackCut.Plain(longest, SlackText.Clean(string.IsNullOrWhiteSpace(text) ? "…" : text)),
    };

    public static JsonObject Option(string label, string value) => new() { ["text"] = Plain(label, LongestLabel), ["value"] = value };

    private JsonObject Menu(string label, Offered[] offers) => new()
    {
        ["type"] = "static_select",
        ["action_id"] = NextId(),
        ["placeholder"] = Plain(label, LongestPlaceholder),
        ["options"] = new JsonArray([.. offers.Select(offer => Option(offer.Label, SlackPress.Of(offer).ToJson()))]),
    };

    private string NextId() => string.Create(CultureInfo.InvariantCulture, $"{SlackPress.ActionPrefix}{_count++}");
}
