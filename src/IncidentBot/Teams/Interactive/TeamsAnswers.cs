using System.Text.Json.Nodes;

namespace IncidentBot.Teams;

/// <summary>What an invoke gets back. Source: "Universal Actions for Adaptive Cards", "Use dialogs with bots".</summary>
internal static class TeamsAnswers
{
    public static TeamsAnswer Said(string words) => OfCard(200, "application/vnd.microsoft.activity.message", JsonValue.Create(words));

    /// <summary>Takes the place of the card, for whoever pressed alone.</summary>
    public static TeamsAnswer Replaced(JsonObject card) => OfCard(200, TeamsCard.ContentType, card);

    public static TeamsAnswer Failed(int status, string code, string words) =>
        OfCard(status, "application/vnd.microsoft.error", new JsonObject { ["code"] = code, ["message"] = words });

    public static TeamsAnswer Dialog(string title, JsonObject card) => Task(new JsonObject
    {
        ["type"] = "continue",
        ["value"] = new JsonObject { ["title"] = title, ["width"] = "medium", ["height"] = "medium", ["card"] = TeamsContent.Attachment(card) },
    });

    /// <summary>Words in place of a dialog.</summary>
    public static TeamsAnswer Message(string words) => Task(new JsonObject { ["type"] = "message", ["value"] = words });

    private static TeamsAnswer Task(JsonObject task) => new(StatusCodes.Status200OK, new JsonObject { ["task"] = task }.ToElement());

    // The result's status stands in the body; the request itself was understood.
    private static TeamsAnswer OfCard(int status, string type, JsonNode value) =>
        new(StatusCodes.Status200OK, new JsonObject { ["statusCode"] = status, ["type"] = type, ["value"] = value }.ToElement());
}
