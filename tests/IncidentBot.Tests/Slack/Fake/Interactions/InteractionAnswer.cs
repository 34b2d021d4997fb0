using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>What came back to a press, a shortcut or a form within Slack's patience.</summary>
/// <param name="Status">0 where nothing came in time.</param>
public sealed record InteractionAnswer(int Status, JsonObject? Body)
{
    public bool IsTaken => Status is >= 200 and < 300;

    internal static InteractionAnswer Of(FromBot answer)
    {
        if (answer.Body.Trim().Length == 0 || answer.MediaType != "application/json")
            return new InteractionAnswer(answer.Status, null);
        try
        {
            return new InteractionAnswer(answer.Status, JsonNode.Parse(answer.Body)!.AsObject());
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            throw new InvalidOperationException($"Slack could not read the answer to an interaction: {answer.Body}", unreadable);
        }
    }
}
