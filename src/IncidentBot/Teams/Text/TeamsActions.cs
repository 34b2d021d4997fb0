using System.Text.Json.Nodes;
using IncidentBot.Incidents;

namespace IncidentBot.Teams;

/// <summary>What can be pressed on a card: commands as <c>Action.Execute</c>, with <c>Action.Submit</c> for older clients, and what opens a form as the one submit that can.</summary>
public static class TeamsActions
{
    private const int LongestLabel = 80;
    private const int MostSideBySide = 6;
    private const int MostChoices = 100;

    /// <summary>Teams shows six beside each other.</summary>
    public static IEnumerable<JsonObject> Rows(IEnumerable<TextPart> offers) => offers.Select(Of).OfType<JsonObject>().Chunk(MostSideBySide).Select(Row);

    public static JsonObject? Of(TextPart part) => part switch
    {
        Offered offer => Button(offer),
        OfferedChoice { Choices.IsEmpty: false } choice => Menu(choice),
        _ => null,
    };

    public static string Label(string text)
    {
        var label = string.IsNullOrWhiteSpace(text) ? "…" : text.ReplaceLineEndings(" ");
        return label.Length <= LongestLabel ? label : label[..(char.IsHighSurrogate(label[LongestLabel - 2]) ? LongestLabel - 2 : LongestLabel - 1)] + "…";
    }

    private static JsonObject Button(Offered offer)
    {
        var data = TeamsPress.Of(offer).ToData();
        if (offer.OpensForm)
            return Styled(Submit(offer.Label, data), offer.Style);

        var button = Execute(offer.Label, data);
        button["fallback"] = Submit(offer.Label, (JsonObject)data.DeepClone());
        return Styled(button, offer.Style);
    }

    private static JsonObject Menu(OfferedChoice choice)
    {
        JsonObject[] body = choice.Choices.Length <= MostSideBySide || choice.Choices.Any(offer => offer.OpensForm)
            ? [.. Rows(choice.Choices.Take(MostChoices))]
            : [List(choice), Row([Chosen()])];
        return new JsonObject
        {
            ["type"] = "Action.ShowCard",
            ["title"] = Label(choice.Label),
            ["card"] = new JsonObject { ["type"] = "AdaptiveCard", ["body"] = new JsonArray([.. body]) },
        };
    }

    /// <summary>Too many for buttons.</summary>
    private static JsonObject List(OfferedChoice choice) => new()
    {
        ["type"] = "Input.ChoiceSet",
        ["id"] = TeamsPress.Choice,
        ["style"] = "compact",
        ["label"] = Label(choice.Label),
        ["isRequired"] = true,
        ["errorMessage"] = "Choose one.",
        ["choices"] = new JsonArray([.. choice.Choices.Take(MostChoices).Select(offer => new JsonObject { ["title"] = Label(offer.Label), ["value"] = TeamsPress.Of(offer).ToData().Compactly() })]),
    };

    private static JsonObject Chosen()
    {
        var button = Execute("Choose", []);
        button["fallback"] = Submit("Choose", []);
        return button;
    }

    private static JsonObject Execute(string label, JsonObject data) =>
        new() { ["type"] = "Action.Execute", ["title"] = Label(label), ["verb"] = TeamsPress.Verb, ["data"] = data };

    private static JsonObject Submit(string label, JsonObject data) => new() { ["type"] = "Action.Submit", ["title"] = Label(label), ["data"] = data };

    private static JsonObject Row(JsonObject[] actions) => new() { ["type"] = "ActionSet", ["actions"] = new JsonArray([.. actions]) };

    private static JsonObject Styled(JsonObject action, OfferStyle style)
    {
        if (style != OfferStyle.Plain)
            action["style"] = style == OfferStyle.Primary ? "positive" : "destructive";
        return action;
    }
}
