using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentBot.Tests.Slack.Fake;

/// <summary>What came back to whoever typed a command.</summary>
/// <param name="IsForAll">Everybody in the channel sees it.</param>
public sealed record CommandAnswer(int Status, string Text, bool IsForAll, JsonObject? Body)
{
    /// <summary>An empty body says nothing, text is for the sender, JSON says for whom it is.</summary>
    public static async Task<CommandAnswer> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        if (response.Content.Headers.ContentType?.MediaType != "application/json")
            return new CommandAnswer((int)response.StatusCode, body, false, null);

        return Read((int)response.StatusCode, body);
    }

    public static CommandAnswer Read(int status, string body)
    {
        try
        {
            var json = JsonNode.Parse(body)!.AsObject();
            return new CommandAnswer(status, json["text"]?.GetValue<string>() ?? "", json["response_type"]?.GetValue<string>() == "in_channel", json);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            throw new InvalidOperationException($"Slack could not read the answer to a command: {body}", unreadable);
        }
    }
}
