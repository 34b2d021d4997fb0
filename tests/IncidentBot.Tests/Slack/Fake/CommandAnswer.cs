using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>What came back to whoever typed a command.</summary>
/// <param name="Status">0 where nothing came in time: Slack then says <c>operation_timeout</c>.</param>
/// <param name="IsForAll">Everybody in the channel sees it.</param>
public sealed record CommandAnswer(int Status, string Text, bool IsForAll, JsonObject? Body)
{
    /// <summary>The message that was made of it, to press its buttons; null where a form opened instead.</summary>
    public FakeMessage? Message { get; init; }

    /// <summary>An empty body says nothing, text is for the sender, JSON says for whom it is.</summary>
    internal static JsonObject? BodyOf(FromBot answer)
    {
        if (answer.Body.Length == 0)
            return null;
        if (answer.MediaType != "application/json")
            return new JsonObject { ["text"] = answer.Body };
        try
        {
            return JsonNode.Parse(answer.Body)!.AsObject();
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            throw new InvalidOperationException($"Slack could not read the answer to a command: {answer.Body}", unreadable);
        }
    }

    internal static CommandAnswer Of(int status, JsonObject body, FakeMessage? message) =>
        new(status, PlacedElement.Word(body, "text") ?? "", PlacedElement.Word(body, "response_type") == "in_channel", body) { Message = message };
}
